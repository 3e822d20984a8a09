import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCaptureName } from '@networkml/naming';
import { checkDataset, readManifest } from '@networkml/pipeline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sentinelManifest } from './sentinel-manifest.ts';
import { writeMacListManifest, writeSentinelManifest } from './write-manifest.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SENTINEL = join(process.env.NETWORKML_SHARED ?? join(ROOT, '../shared'), 'datasets/iot-sentinel');
const PLUG_MAC = '02:00:5e:10:00:21';

const temporary = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-manifest-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
};

/** Two folders as IoT Sentinel has them, the samples in place of its captures. */
const laidOut = (): string => {
  const directory = temporary();
  const devices = {
    'D-LinkCam': [PLUG_MAC, 'smart-plug.pcap'],
    EdnetCam2: ['02:00:5e:40:00:02', 'cooked.pcap'],
  };
  for (const [device, [mac, sample]] of Object.entries(devices)) {
    mkdirSync(join(directory, device));
    writeFileSync(join(directory, device, '_iotdevice-mac.txt'), mac);
    copyFileSync(join(ROOT, 'datasets/samples', sample), join(directory, device, 'Setup-B-7-STA.pcap'));
  }
  return directory;
};

describe('the manifest of IoT Sentinel', () => {
  it('names file, role, device, its MAC address and the person', async () => {
    const directory = laidOut();
    const output = join(directory, 'manifest.csv');
    await writeSentinelManifest(directory, { output });
    expect(readFileSync(output, 'utf8')).toBe(
      [
        'file,role,mac,device,group',
        `D-LinkCam/Setup-B-7-STA.pcap,D-LinkCam,${PLUG_MAC},D-LinkCam,B`,
        'EdnetCam2/Setup-B-7-STA.pcap,EdnetCam,02:00:5e:40:00:02,EdnetCam2,B',
        '',
      ].join('\n'),
    );
    const report = await checkDataset({
      directory,
      labels: { from: 'manifest', manifest: output },
      devices: 'labelled',
    });
    expect(report).toMatchObject({ captures: 2, rows: 2, devices: 2 });
    expect(report.findings.map(({ finding }) => finding)).not.toContain('no-device');
  });

  it('copies captures to names of the convention where asked to', async () => {
    const [from, copy] = [laidOut(), join(temporary(), 'copies')];
    await writeSentinelManifest(from, { copy });
    const names = readdirSync(copy).filter((name) => name.endsWith('.pcap'));
    expect(names.map((name) => parseCaptureName(name))).toMatchObject([
      {
        ok: true,
        name: {
          role: 'DLinkCam',
          deviceId: 'DLinkCam_B_7',
          capturedAt: { year: 2024, month: 3, day: 1, minute: 36 },
        },
      },
      { ok: true, name: { role: 'EdnetCam', deviceId: 'EdnetCam2_B_7' } },
    ]);
    const entries = await readManifest(join(copy, 'manifest.csv'), copy);
    expect(entries.map(({ capture }) => capture)).toEqual(names.map((name) => join(copy, name)));
  });

  const isThere = existsSync(SENTINEL);
  it.skipIf(!isThere)(
    isThere
      ? 'has a line for each of the 550 captures'
      : 'has 550 lines (skipped: IoT Sentinel is not there)',
    async () => {
      const lines = await sentinelManifest(SENTINEL);
      expect(lines).toHaveLength(550);
      expect(new Set(lines.map(({ role }) => role)).size).toBe(27);
      expect([...new Set(lines.map(({ group }) => group))].sort()).toEqual(['A', 'B', 'C']);
    },
  );
});

describe('the manifest of a list of MAC addresses', () => {
  const list = (text: string): string => {
    const path = join(temporary(), 'devices.csv');
    writeFileSync(path, text);
    return path;
  };

  it('names each listed device in the captures where it sends', async () => {
    const directory = laidOut();
    const output = join(directory, 'manifest.csv');
    const devices = list(
      `mac,role,device\n${PLUG_MAC.toUpperCase()},Plug,kitchen\n02:00:00:00:00:77,Kettle,\n`,
    );
    await writeMacListManifest(directory, devices, { output });
    expect(readFileSync(output, 'utf8')).toBe(
      `file,role,mac,device,group\nD-LinkCam/Setup-B-7-STA.pcap,Plug,${PLUG_MAC},kitchen,\n`,
    );
  });

  it.each([
    ['mac\n02:00:00:00:00:01', 'row 1, no column role'],
    ['mac,role\n02:00,Plug', 'row 2, column mac, 02:00 is no MAC address'],
    ['mac,role\n02:00:00:00:00:01,', 'row 2, column role'],
  ])('refuses %j and names the place', async (text, message) => {
    const written = writeMacListManifest(temporary(), list(text), {});
    await expect(written).rejects.toThrow(message);
    await expect(written).rejects.toMatchObject({ code: 'PIPELINE_BAD_MANIFEST' });
  });
});

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileOf, networkml, sample } from './testing/run-cli.ts';

const SLOW = { timeout: 60_000 };
const PLUG = '02:00:5e:10:00:21';
const SERVER = '02:00:5e:40:00:02';

const root = mkdtempSync(join(tmpdir(), 'networkml-cli-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const temporary = (): string => mkdtempSync(join(root, 'own-'));

/** A directory with two captures each of a plug and a server, and the manifest that says so. */
const labelledCaptures = (): { directory: string; manifest: string } => {
  const directory = temporary();
  const lines = ['1', '2'].flatMap((copy) => {
    copyFileSync(fileOf('smart-plug.pcap'), join(directory, `plug-${copy}.pcap`));
    copyFileSync(fileOf('cooked.pcap'), join(directory, `server-${copy}.pcap`));
    return [`plug-${copy}.pcap,Plug,${PLUG}`, `server-${copy}.pcap,Server,${SERVER}`];
  });
  const manifest = join(temporary(), 'labels.csv');
  writeFileSync(manifest, ['file,role,mac', ...lines, ''].join('\n'));
  return { directory, manifest };
};

describe('networkml train and evaluate', SLOW, () => {
  it('train on captures or on their feature file alike, and are judged on both', () => {
    const { directory, manifest } = labelledCaptures();
    const features = join(temporary(), 'features.csv.gz');
    expect(networkml(['featurize', directory, '--output', features]).status).toBe(0);
    for (const source of [directory, features]) {
      const model = join(temporary(), 'tiny.json');
      const args = [
        source,
        '--manifest',
        manifest,
        '--output',
        model,
        '--copies',
        'together',
        '--threads',
        '1',
      ];
      expect(networkml(['train', ...args])).toMatchObject({ status: 0 });
      const judged = networkml([
        'evaluate',
        source,
        '--manifest',
        manifest,
        '--model',
        model,
        '--format',
        'json',
      ]);
      expect(JSON.parse(judged.stdout)).toMatchObject({ rowCount: 4, accuracy: 1 });
    }
  });

  it('take single captures with a manifest', () => {
    const { directory, manifest } = labelledCaptures();
    const model = join(temporary(), 'tiny.json');
    const captures = ['plug-1', 'plug-2', 'server-1', 'server-2'].map((name) =>
      join(directory, `${name}.pcap`),
    );
    const { status } = networkml([
      'train',
      ...captures,
      '--copies',
      'together',
      '--manifest',
      manifest,
      '--output',
      model,
      '--threads',
      '1',
    ]);
    expect(status).toBe(0);
  });

  it('count what could not be read', () => {
    const { directory } = labelledCaptures();
    writeFileSync(join(directory, 'broken-1.pcap'), '');
    const { status, stderr } = networkml(['evaluate', directory, '--device-mac-file', 'absent']);
    expect(stderr).toContain('PIPELINE_UNREADABLE');
    expect(status).toBe(3);
  });

  it('refuse a seed below 0 as a wrong use, before any work', () => {
    const { status, stderr } = networkml(['train', 'x', '--output', 'y.json', '--seed', '-1']);
    expect(stderr).toContain('seed');
    expect(status).toBe(2);
  });
});

describe('networkml', SLOW, () => {
  it('refuses outputs that cannot be written with a code', () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    for (const args of [
      ['parse', sample('smart-plug.pcap'), '--output', `${file}/packets.csv`],
      ['predict', sample('smart-plug.pcap'), '--output', file],
      ['featurize', sample('smart-plug.pcap'), '--output', `${file}/features.csv`],
    ]) {
      const { status, stderr } = networkml(args);
      expect(stderr).toContain('PIPELINE_UNWRITABLE');
      expect(status).toBe(3);
    }
  });

  it('reads captures that are links, and leaves other links alone', () => {
    const directory = temporary();
    mkdirSync(join(directory, 'sub'));
    symlinkSync(fileOf('smart-plug.pcap'), join(directory, 'link.pcap'));
    symlinkSync(directory, join(directory, 'sub', 'loop'));
    const { status, stdout } = networkml(['predict', directory, '--format', 'jsonl']);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(3);
  });

  it('goes on writing files where its reader has seen enough', () => {
    const { directory } = labelledCaptures();
    const output = join(temporary(), 'out');
    const main = 'apps/cli/src/main.ts';
    const command = `"$0" --conditions=@networkml/source ${main} predict "$1" --output "$2" --format csv | head -c 1`;
    const cwd = fileOf('').replace(/datasets\/samples\/$/, '');
    spawnSync('sh', ['-c', command, process.execPath, directory, output], { cwd });
    expect(
      ['plug-1', 'plug-2', 'server-1', 'server-2'].filter((name) =>
        existsSync(join(output, `${name}.pcap`, 'predict.json')),
      ),
    ).toHaveLength(4);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { simulateDevice } from '../capture/simulate-device.ts';
import { ROLE_SCRIPTS } from '../roles/roles.ts';
import { randomSite } from '../site/random-site.ts';
import { createPcapFile } from '../wire/pcap-file.ts';
import { checkCaptures } from './check-captures.ts';
import { findingsOf, unintended } from './findings.ts';

const TSHARK = 'tshark';
const HAS_TSHARK = spawnSync(TSHARK, ['--version']).status === 0;

describe.skipIf(!HAS_TSHARK)(`what tshark finds${HAS_TSHARK ? '' : ' (skipped: there is no tshark)'}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'findings-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  /** A capture of a file server, of which only packets with certain numbers are kept. */
  const capture = (name: string, isKept: (index: number) => boolean): string => {
    const site = randomSite({ seed: 3, index: 0, devicesPerRole: 1 });
    const script = ROLE_SCRIPTS.find(({ role }) => role === 'DistrFileShare');
    if (script === undefined) throw new Error('no file server');
    const still = new Set(['views'] as const);
    const request = { site, script, index: 0, seed: 3, minutes: 2, mostPackets: 600, still } as const;
    const path = join(directory, name);
    const pcap = createPcapFile(path, 1_700_000_000);
    [...simulateDevice(request).packets].filter((_, index) => isKept(index)).forEach(pcap.write);
    pcap.close();
    return path;
  };

  it('is nothing that was not intended in a simulated capture', async () => {
    expect([...unintended(await findingsOf(capture('whole.pcap', () => true)))]).toEqual([]);
  });

  it('is a lost segment where a packet in seven is missing, and counts add up over captures', async () => {
    const path = capture('holes.pcap', (index) => index % 7 !== 3);
    const found = unintended(await findingsOf(path)).get('tcp.analysis.lost_segment') ?? 0;
    expect(found).toBeGreaterThan(0);
    expect((await checkCaptures([path, path])).get('tcp.analysis.lost_segment')).toBe(2 * found);
  });

  it('is an error where there is no capture', async () => {
    await expect(findingsOf(join(directory, 'none.pcap'))).rejects.toMatchObject({
      code: 'SIMULATOR_NO_TSHARK',
    });
  });
});

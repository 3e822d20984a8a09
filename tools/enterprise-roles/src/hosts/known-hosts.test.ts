import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTS_FILE, readKnownHosts } from './known-hosts.ts';

describe('readKnownHosts', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'known-hosts-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const read = async (...lines: readonly string[]): Promise<unknown> => {
    await writeFile(join(folder, HOSTS_FILE), lines.join('\n'));
    return readKnownHosts(folder);
  };

  it('reads columns in any order, passes over others, and takes quotes as they are', async () => {
    const hosts = await read(
      'role\tfile\tevidence\tip\tmac',
      'Printer\ta.pcap\tsays "I print\t10.0.0.9\t00:11:22:AA:BB:CC',
      'AdminServer\tb.pcap\t\t10.0.0.1\t',
      '',
    );
    expect(hosts).toEqual([
      { file: 'a.pcap', mac: '00:11:22:aa:bb:cc', ip: '10.0.0.9', role: 'Printer' },
      { file: 'b.pcap', ip: '10.0.0.1', role: 'AdminServer' },
    ]);
  });

  it.each([
    [['file\tmac\tip'], 'row 1, no column role'],
    [['file\tmac\tip\trole', 'a.pcap\t\t\tPrinter'], 'row 2, column ip'],
    [['file\tmac\tip\trole', 'a.pcap\tno mac\t\tPrinter'], 'row 2, column mac, no mac is no MAC address'],
    [['file\tmac\tip\trole', 'a.pcap\t\t10.0.0.1\t'], 'row 2, column role'],
    [['file\tmac\tip\trole', '\t\t10.0.0.1\tPrinter'], 'row 2, column file'],
    [['file\tmac\tip\trole'], 'no host'],
  ])('refuses %j', async (lines, message) => {
    await expect(read(...lines)).rejects.toMatchObject({
      code: 'PIPELINE_BAD_MANIFEST',
      detail: expect.stringContaining(message) as unknown,
    });
  });
});

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCaptures } from './capture-files.ts';
import { emptyDirectory, sample } from './testing/samples.ts';

describe('listCaptures', () => {
  it('takes files, missing ones too, and standard input as they are', async () => {
    expect(await listCaptures(['b.txt', '-', 'a.pcap'])).toEqual(['b.txt', '-', 'a.pcap']);
  });

  it('finds captures of a directory by content and by name, at any depth, in order', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'deep'));
    copyFileSync(sample('smart-plug.pcap'), join(directory, 'deep', 'no-extension'));
    writeFileSync(join(directory, 'named.pcap'), 'not a capture');
    writeFileSync(join(directory, 'notes.txt'), 'not a capture');
    expect(await listCaptures([directory])).toEqual([
      join(directory, 'deep', 'no-extension'),
      join(directory, 'named.pcap'),
    ]);
  });

  it('refuses a directory without captures', async () => {
    await expect(listCaptures([emptyDirectory()])).rejects.toMatchObject({ code: 'PIPELINE_NO_CAPTURES' });
  });
});

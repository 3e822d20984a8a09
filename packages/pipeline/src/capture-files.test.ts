import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LISTED_BYTES_PER_THREAD, listCaptures, threadsThatHelp } from './capture-files.ts';
import { emptyDirectory, fileWith, sample } from './testing/samples.ts';

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

describe('threadsThatHelp', () => {
  const MEBI = 2 ** 20;
  const fileOf = (bytes: number): string => {
    const path = fileWith('sparse.pcap', '');
    truncateSync(path, bytes);
    return path;
  };

  it.each([
    [4, [512, 512 - 1 / MEBI], 1],
    [4, [512, 512], 2],
    [4, [1024, 1, 511], 3],
    [2, [2048], 2],
    [1, [2048], 1],
  ])('are, of %i, for captures of %j MiB %i', async (threads, sizes, helping) => {
    expect(
      await threadsThatHelp(
        sizes.map((size) => fileOf(size * MEBI)),
        threads,
      ),
    ).toBe(helping);
  });

  it('are more where a thread is worth it for less', async () => {
    expect(await threadsThatHelp([fileOf(384 * MEBI)], 4, LISTED_BYTES_PER_THREAD)).toBe(3);
  });

  it('is one for captures that are no files', async () => {
    expect(await threadsThatHelp(['-', 'absent.pcap', emptyDirectory()], 4)).toBe(1);
  });
});

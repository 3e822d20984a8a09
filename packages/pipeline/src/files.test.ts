import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readText, writeText } from './files.ts';
import { emptyDirectory, fileWith } from './testing/samples.ts';

describe('writeText', () => {
  it('packs what is named .gz, and readText unpacks it', async () => {
    const path = join(emptyDirectory(), 'a.csv.gz');
    await writeText(path, 'höhe\n');
    expect(gunzipSync(readFileSync(path)).toString()).toBe('höhe\n');
    expect(await readText(path)).toBe('höhe\n');
  });

  it('leaves nothing behind where it cannot write', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'taken'));
    await expect(writeText(join(directory, 'taken'), 'text')).rejects.toMatchObject({
      code: 'PIPELINE_UNWRITABLE',
    });
    expect(readdirSync(directory)).toEqual(['taken']);
    expect(readdirSync(join(directory, 'taken'))).toEqual([]);
  });
});

describe('readText', () => {
  it('tells gzip by content', async () => {
    expect(await readText(fileWith('plain.csv', gzipSync('text')))).toBe('text');
  });

  it('refuses gzip that is cut short', async () => {
    const path = fileWith('cut.gz', gzipSync('text').subarray(0, 15));
    await expect(readText(path)).rejects.toMatchObject({ code: 'PIPELINE_BAD_COMPRESSION' });
  });

  it('refuses what is larger than asked for, as a file or once it is unpacked', async () => {
    const plain = fileWith('large.txt', 'x'.repeat(101));
    const packed = fileWith('large.gz', gzipSync('x'.repeat(100_000)));
    await expect(readText(plain, { maxBytes: 101 })).resolves.toHaveLength(101);
    await expect(readText(plain, { maxBytes: 100 })).rejects.toMatchObject({ code: 'PIPELINE_TOO_LARGE' });
    await expect(readText(packed, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'PIPELINE_TOO_LARGE' });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORACLE_FIELDS, type OracleCapture, readOracle, readStatus } from './oracle.ts';
import { oracleRow } from './testing/captures.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const write = async (lines: readonly (readonly string[])[]): Promise<string> => {
  const path = join(folder, 'corpus.tsv.gz');
  await writeFile(path, gzipSync(lines.map((cells) => `${cells.join('\t')}\n`).join('')));
  return path;
};

const collect = async (captures: AsyncIterable<OracleCapture>): Promise<readonly OracleCapture[]> => {
  const all: OracleCapture[] = [];
  for await (const capture of captures) all.push(capture);
  return all;
};

describe('readOracle', () => {
  it('gives the rows of one capture after another, empty cells too', async () => {
    const rows = [
      oracleRow({ file: 'a', 'frame.number': '1' }),
      oracleRow({ file: 'a', 'frame.number': '2', 'icmpv6.type': '135' }),
      oracleRow({ file: 'b', 'frame.number': '1' }),
    ];
    const path = await write([ORACLE_FIELDS, ...rows]);
    expect(await collect(readOracle(path))).toStrictEqual([
      { file: 'a', rows: rows.slice(0, 2) },
      { file: 'b', rows: rows.slice(2) },
    ]);
  });

  it('gives nothing of a table without rows', async () => {
    expect(await collect(readOracle(await write([ORACLE_FIELDS])))).toStrictEqual([]);
  });

  it('refuses other columns', async () => {
    const path = await write([['file', 'frame.number']]);
    await expect(collect(readOracle(path))).rejects.toThrow('other columns');
  });
});

describe('readStatus', () => {
  it('reads a row a capture, and an empty message', async () => {
    const path = join(folder, 'status.tsv');
    await writeFile(path, 'file\texit_status\tpackets_dissected\tmessage\nc/a\t0\t3\t\nc/b\t2\t0\t(no)\n');
    expect(await readStatus(path)).toStrictEqual([
      { file: 'c/a', exitStatus: 0, packets: 3, message: '' },
      { file: 'c/b', exitStatus: 2, packets: 0, message: '(no)' },
    ]);
  });
});

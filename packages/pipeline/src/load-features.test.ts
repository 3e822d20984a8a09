import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type FeatureTable, networkmlHost } from '@networkml/featurizer';
import { describe, expect, it } from 'vitest';
import { findFeatureSets } from './feature-sets.ts';
import { featurizeCaptures } from './featurize-captures.ts';
import { readParquetRows } from './featurize/parquet-rows.ts';
import type { FeatureFormat, FeatureLayout } from './featurize/feature-writer.ts';
import { writeFeatures } from './featurize/write-features.ts';
import { loadFeatures } from './load-features.ts';
import { emptyDirectory, fileWith, hostSets, sample } from './testing/samples.ts';

const captures = ['office.pcapng.gz', 'smart-plug.pcap', 'cooked.pcap'].map(sample);
const deviceSets = findFeatureSets(['device']);
const both = findFeatureSets(['device', 'networkml-host']);

interface Written {
  readonly name: string;
  readonly format: FeatureFormat;
  readonly sets?: typeof hostSets;
  readonly layout?: FeatureLayout;
  readonly windowSeconds?: number;
  readonly from?: readonly string[];
}

/** A file of features under that name, gzip where it ends so. */
const written = async ({ name, sets = deviceSets, from = captures, ...rest }: Written): Promise<string> => {
  const { pieces } = writeFeatures(from, { sets, devices: 'auto', ...rest });
  const taken: Uint8Array[] = [];
  for await (const piece of pieces) taken.push(Buffer.from(piece));
  const path = join(emptyDirectory(), name);
  const bytes = Buffer.concat(taken);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return path;
};

const load = async (path: string, sets = deviceSets): Promise<FeatureTable> =>
  (await loadFeatures([path], { sets, devices: 'auto' })).table;

describe('loadFeatures of what featurize writes', () => {
  it.each([
    { name: 'features.csv', format: 'csv' },
    { name: 'features.csv.gz', format: 'csv' },
    { name: 'features.jsonl', format: 'jsonl' },
    { name: 'features.jsonl.gz', format: 'jsonl' },
    { name: 'features.parquet', format: 'parquet' },
    { name: 'features', format: 'parquet' },
    { name: 'features.gz', format: 'jsonl' },
    { name: 'features', format: 'csv' },
    { name: 'features.csv', format: 'parquet' },
    { name: 'features.parquet', format: 'jsonl' },
    { name: 'features.json', format: 'jsonl' },
    { name: 'windows.jsonl', format: 'jsonl', windowSeconds: 0.5 },
    { name: 'windows.parquet', format: 'parquet', windowSeconds: 0.5 },
    { name: 'host.csv', format: 'csv', sets: hostSets },
    { name: 'host.jsonl', format: 'jsonl', sets: hostSets },
    { name: 'host.parquet', format: 'parquet', sets: hostSets },
    { name: 'both.parquet', format: 'parquet', sets: both },
  ] as const satisfies readonly Written[])(
    'is the table that was written: $format in $name, windows of $windowSeconds s',
    async (file: Written) => {
      const { sets = deviceSets, windowSeconds } = file;
      const options = {
        sets,
        devices: 'auto',
        ...(windowSeconds === undefined ? {} : { windowSeconds }),
      } as const;
      const { table } = await featurizeCaptures(captures, options);
      const read = await load(await written(file), sets);
      expect(read.values).toEqual(table.values);
      expect(read.schemaHash).toBe(table.schemaHash);
      expect(read.rows).toEqual(
        table.rows.map((row) => ({
          ...row,
          firstSeen: expect.closeTo(row.firstSeen, 5) as unknown,
          lastSeen: expect.closeTo(row.lastSeen, 5) as unknown,
        })),
      );
    },
  );

  it.each(['csv', 'jsonl', 'parquet'] as const)(
    'is a table without rows where there are none, as %s',
    async (format) => {
      const bytes = readFileSync(sample('smart-plug.pcap')).subarray(0, 24);
      const from = [fileWith('empty.pcap', bytes)];
      const table = await load(await written({ name: `none.${format}`, format, from }));
      expect(table).toMatchObject({ rowCount: 0 });
    },
  );

  it("is NetworkML's own layout as well, under any name", async () => {
    const path = await written({ name: 'host', format: 'csv', layout: 'networkml', sets: [networkmlHost()] });
    expect((await load(path, hostSets)).rowCount).toBeGreaterThan(0);
  });
});

describe('loadFeatures of what is broken', () => {
  const refused = async (name: string, content: string | Uint8Array): Promise<unknown> =>
    load(fileWith(name, content)).catch((error: unknown) => error);

  it.each([3, 4, 12, 1000, -1, -9, -200])(
    'refuses Parquet that ends at byte %i, with the file',
    async (end) => {
      const bytes = readFileSync(await written({ name: 'whole.parquet', format: 'parquet' }));
      expect(await refused('cut.parquet', bytes.subarray(0, end))).toMatchObject({
        code: 'PIPELINE_BAD_TABLE',
        message: expect.stringMatching(/cut\.parquet: .*FEATURE_FILE_MALFORMED, found/) as unknown,
      });
    },
  );

  it('refuses Parquet of which any byte before its footer is changed', async () => {
    const bytes = readFileSync(await written({ name: 'whole.parquet', format: 'parquet' }));
    const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
    for (let at = 4; at < footer; at += 211) {
      const damaged = Buffer.from(bytes);
      damaged[at] ^= 0xff;
      await expect(readParquetRows(damaged)).rejects.toThrow('the file is damaged');
    }
  });

  it('refuses columns of other sets, by format with row and column', async () => {
    for (const format of ['csv', 'jsonl', 'parquet'] as const) {
      const path = await written({ name: `host.${format}`, format, sets: hostSets });
      await expect(load(path)).rejects.toThrow(
        /host\.\w+: .*\(FEATURE_FILE_UNKNOWN_COLUMN, column \w+, row 1\).*PIPELINE_BAD_TABLE/,
      );
    }
  });

  it('names the line and the column of a cell that is no number', async () => {
    const lines = readFileSync(await written({ name: 'whole.jsonl', format: 'jsonl' }), 'utf8').split('\n');
    lines[1] = lines[1].replace(/"packets":\d+/, '"packets":"many"');
    expect(await refused('words.jsonl', lines.join('\n'))).toMatchObject({
      message: expect.stringContaining(
        'FEATURE_FILE_BAD_VALUE, column packets, row 2, found "many"',
      ) as unknown,
    });
  });

  it('refuses what only its name makes features', async () => {
    expect(await refused('empty.csv', '')).toMatchObject({ code: 'PIPELINE_BAD_TABLE' });
    expect(await refused('noise.parquet', 'noise')).toMatchObject({ code: 'PIPELINE_BAD_TABLE' });
    expect(await refused('noise.jsonl', 'noise')).toMatchObject({ code: 'PIPELINE_BAD_TABLE' });
    await expect(load('absent.parquet')).rejects.toMatchObject({ code: 'PIPELINE_UNREADABLE' });
  });
});

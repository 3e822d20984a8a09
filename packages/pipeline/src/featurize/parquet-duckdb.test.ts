import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { featurizeCaptures } from '../featurize-captures.ts';
import { emptyDirectory, hostSets, sample } from '../testing/samples.ts';
import { writeFeatures } from './write-features.ts';

const captures = ['office.pcapng.gz', 'smart-plug.pcap'].map(sample);
const options = { sets: hostSets, devices: 'auto' } as const;

const query = async (sql: string): Promise<unknown> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(sql);
  connection.closeSync();
  return reader.getRowObjectsJson();
};

const parquetFile = async (): Promise<string> => {
  const { pieces } = writeFeatures(captures, { ...options, format: 'parquet' });
  const path = join(emptyDirectory(), 'features.parquet');
  const taken: Uint8Array[] = [];
  for await (const piece of pieces) taken.push(Buffer.from(piece));
  writeFileSync(path, Buffer.concat(taken));
  return path;
};

describe('features in Parquet, read by DuckDB', { timeout: 60_000 }, () => {
  it('are rows of typed identity, times among it', async () => {
    const { table } = await featurizeCaptures(captures, options);
    const rows = await query(
      `select capture, device, ips, epoch_us(first_seen) / 1e6 as first, packets, hosts, window_start, warnings
       from '${await parquetFile()}'`,
    );
    expect(rows).toMatchObject(
      table.rows.map(({ capture, device, ips, firstSeen, packets, hosts }) => ({
        ...{ capture, device, ips: ips.join(' '), first: Math.round(firstSeen * 1e6) / 1e6 },
        ...{ packets: String(packets), hosts: String(hosts), window_start: null },
      })),
    );
  });

  it('are of type DOUBLE, and exact', async () => {
    const { table } = await featurizeCaptures(captures, options);
    const path = await parquetFile();
    const names = table.columns.map(({ name }) => name);
    const types = await query(
      `select column_type as type, count(*) as columns from (describe select ${names.join(', ')} from '${path}')
       group by type`,
    );
    expect(types).toEqual([{ type: 'DOUBLE', columns: String(names.length) }]);
    const sums = table.columns.map(({ name }, column): [string, number] => [
      name,
      table.rows.reduce((sum, _, row) => sum + table.values[row * table.columnCount + column], 0),
    ]);
    const [row] = [
      await query(`select ${names.map((name) => `sum(${name}) as ${name}`).join(', ')} from '${path}'`),
    ].flat();
    for (const [name, sum] of sums) expect(row).toHaveProperty(name, expect.closeTo(sum, 6));
  });

  it('have times as points in time of UTC', async () => {
    const path = await parquetFile();
    const types = await query(
      `select distinct column_type as type from (describe select first_seen, last_seen from '${path}')`,
    );
    expect(types).toEqual([{ type: 'TIMESTAMP WITH TIME ZONE' }]);
  });
});

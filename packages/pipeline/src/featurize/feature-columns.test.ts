import { IDENTITY_COLUMNS } from '@networkml/featurizer';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../table/column.ts';
import { hostSets, sample, sampleTable } from '../testing/samples.ts';
import { featurizeCaptures } from '../featurize-captures.ts';
import { featureColumns } from './feature-columns.ts';

describe('featureColumns', () => {
  it('says whose row it is in the columns of a CSV, but for the capture', async () => {
    const { columns } = await sampleTable();
    const names = columns.map(({ name }) => name);
    expect(featureColumns(names, 'number').map(({ name }) => name)).toEqual([
      ...IDENTITY_COLUMNS.slice(1),
      ...names,
    ]);
  });

  it('gives identity, warnings and features of the rows from the first on', async () => {
    const table = await sampleTable();
    const cells = new Map(
      featureColumns(['tshark_max_frame_len_out'], 'number').map((column) => [
        column.name,
        cellOf(column, { table, first: 1 }, 0),
      ]),
    );
    const { device, mac, ips, lastSeen, packets } = table.rows[1];
    expect(Object.fromEntries(cells)).toMatchObject({
      device,
      mac,
      ips: ips.join(' '),
      last_seen: lastSeen,
      packets,
      window_start: null,
      warnings: 'short router',
      tshark_max_frame_len_out: table.values[table.columnCount],
    });
  });

  it('tells points in time to the microsecond, as that is what a number of seconds since 1970 holds', async () => {
    const captures = [sample('smart-plug.pcap')];
    const { table } = await featurizeCaptures(captures, { sets: hostSets, devices: 'auto' });
    const column = featureColumns([], 'time').find(({ name }) => name === 'last_seen');
    expect(column && cellOf(column, { table, first: 2 }, 0)).toBe('1709253437.021848000');
    expect(table.rows[2].lastSeen).toBe(1709253437.021848);
  });
});

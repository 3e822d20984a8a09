import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FeatureError } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';
import { createFeaturizer } from '../featurizer.ts';
import { networkmlHost } from '../sets/networkml-host/networkml-host.ts';
import { networkmlSessionhost } from '../sets/networkml-sessionhost/networkml-sessionhost.ts';
import { createTable, type FeatureTable } from '../table.ts';
import { batchOf } from '../testing/packets.ts';
import { sizes } from '../testing/sizes.ts';
import { formatFeatureCsv } from './format-csv.ts';
import { parseFeatureCsv } from './parse-csv.ts';

const packets = [
  {
    from: 0x02000000000a,
    to: 0x02000000000b,
    source: '10.0.0.1',
    destination: '10.0.0.2',
    seconds: 1.5e9,
    nanos: 123456789,
    delta: 0.1,
  },
  {
    from: 0x02000000000a,
    to: 0x02000000000b,
    source: '10.0.0.3',
    destination: '10.0.0.2',
    seconds: 1.5e9 + 1,
    delta: 1 / 3,
  },
] as const;

const tableOf = (sets: readonly FeatureSet[]): FeatureTable => {
  const featurizer = createFeaturizer({ sets, devices: 'auto', capture: 'a, "b".pcap' });
  featurizer.observe(batchOf(packets));
  return featurizer.finish();
};

const errorOf = (text: string): unknown => {
  try {
    return parseFeatureCsv(text, [sizes]);
  } catch (error) {
    if (error instanceof FeatureError) return { code: error.code, ...error.place };
    throw error;
  }
};

const HEADER =
  'capture,device,mac,ips,first_seen,last_seen,packets,packets_out,bytes,hosts,window_start,warnings,small,large';
const RECORD = 'x.pcap,10.0.0.1,,10.0.0.1,1,2,3,1,180,1,,short few-packets,0.5,6';

describe('formatFeatureCsv', () => {
  it('writes identity before the columns, numbers in their shortest form', () => {
    const [header, first] = formatFeatureCsv(tableOf([sizes])).split('\n');
    expect(header).toBe(HEADER);
    expect(first).toBe(
      '"a, ""b"".pcap",02:00:00:00:00:0a,02:00:00:00:00:0a,10.0.0.1 10.0.0.3,1500000000.1234567,1500000001,2,2,120,2,,short few-packets,0.1,1e+300',
    );
  });

  it("writes networkml-host in NetworkML's layout", () => {
    const [header, first] = formatFeatureCsv(tableOf([networkmlHost()]), { layout: 'networkml' }).split('\n');
    expect(header).toMatch(
      /^host_key,tshark_max_frame_len_out,.*,tshark_srcips,tshark_unique_srcips,tshark_unique_dstips$/,
    );
    expect(first).toMatch(/^02:00:00:00:00:0a,60,.*,"\['10.0.0.1', '10.0.0.3'\]",2,1$/);
    expect(header.split(',')).toHaveLength(282);
  });

  it('adds the file name as in combined.csv, and the rest of identity behind it', () => {
    const endOf = (layout: 'full' | 'networkml-combined'): string =>
      formatFeatureCsv(tableOf([networkmlHost()]), { layout })
        .split('\n')[0]
        .replace(/.*tshark_unique_dstips,/, '');
    expect(endOf('networkml-combined')).toBe('filename');
    expect(endOf('full')).toBe(
      'filename,first_seen,last_seen,packets,packets_out,bytes,hosts,window_start,warnings',
    );
  });

  it("refuses NetworkML's layout for other tables", () => {
    expect(() => formatFeatureCsv(tableOf([sizes]), { layout: 'networkml' })).toThrow(
      'FEATURE_CSV_NO_LAYOUT',
    );
    const both = tableOf([networkmlHost(), sizes]);
    expect(() => formatFeatureCsv(both, { layout: 'networkml-combined' })).toThrow('FEATURE_CSV_NO_LAYOUT');
  });
});

describe('parseFeatureCsv', () => {
  it.each([
    ['a set of ours', [sizes]],
    ['networkml-host', [networkmlHost()]],
    ['networkml-host with the flags of tshark 3', [networkmlHost({ ipFlags: 'tshark3' })]],
    ['networkml-sessionhost', [networkmlSessionhost()]],
    ['both together', [networkmlHost(), sizes]],
  ])('reads back what was written of %s', (_, sets) => {
    const table = tableOf(sets);
    expect(parseFeatureCsv(formatFeatureCsv(table), sets)).toEqual(table);
  });

  it.each([
    ['a set of ours', sizes],
    ['networkml-host', networkmlHost()],
  ])('reads back that packets had no times, in empty cells, of %s', (_, set) => {
    const featurizer = createFeaturizer({ sets: [set], devices: 'auto', capture: 'x.pcapng' });
    featurizer.observe(batchOf([{ ...packets[0], seconds: Number.NaN, nanos: 0, delta: 0 }]));
    const table = featurizer.finish();
    const text = formatFeatureCsv(table);
    expect(text).not.toMatch(/NaN|Infinity/);
    const read = parseFeatureCsv(text, [set]);
    expect(read).toEqual(table);
    expect(read.rows[0]).toMatchObject({ firstSeen: Number.NaN, lastSeen: Number.NaN });
  });

  it("takes time 0 in NetworkML's own layout for no time", () => {
    const featurizer = createFeaturizer({ sets: [networkmlHost()], devices: 'auto' });
    featurizer.observe(batchOf([{ ...packets[0], seconds: Number.NaN }]));
    const text = formatFeatureCsv(featurizer.finish(), { layout: 'networkml' });
    expect(parseFeatureCsv(text, [networkmlHost()]).rows[0].lastSeen).toBeNaN();
  });

  it('reads back every finite number exactly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const table = tableOf([sizes]);
        const values = table.values.map(() => (value === 0 ? 0 : value));
        const changed = createTable({ ...table, values });
        expect(parseFeatureCsv(formatFeatureCsv(changed), [sizes]).values).toEqual(values);
      }),
    );
  });

  it("derives identity that NetworkML's files do not tell", () => {
    const table = tableOf([networkmlHost()]);
    const [row] = parseFeatureCsv(formatFeatureCsv(table, { layout: 'networkml' }), [networkmlHost()]).rows;
    expect(row).toEqual({ ...table.rows[0], capture: '', firstSeen: Number.NaN, hosts: Number.NaN });
  });

  it.each([
    ['a set of ours', sizes],
    ['networkml-host', networkmlHost()],
  ])('spells MAC addresses as the featurizer does, however the file of %s does', (_, set) => {
    const table = tableOf([set]);
    const text = formatFeatureCsv(table).replaceAll(/(?:\w\w:){5}\w\w/g, (mac) =>
      mac.replaceAll(':', '-').toUpperCase(),
    );
    expect(text).toContain('02-00-00-00-00-0A');
    expect(parseFeatureCsv(text, [set]).rows).toEqual(table.rows);
  });

  it('reads files without hosts, window and warnings, as earlier versions wrote them', () => {
    const withoutThem = (line: string): string => line.split(',').toSpliced(9, 3).join(',');
    const [row] = parseFeatureCsv([HEADER, RECORD].map(withoutThem).join('\n'), [sizes]).rows;
    expect(row).toMatchObject({ bytes: 180, hosts: Number.NaN });
    expect(row).not.toHaveProperty('windowStart');
  });

  it('reads back the time windows of rows', () => {
    const featurizer = createFeaturizer({ sets: [sizes], devices: 'auto', windowSeconds: 0.5 });
    featurizer.observe(batchOf(packets));
    const table = featurizer.finish();
    expect(table.rows.map(({ windowStart }) => windowStart)).toHaveLength(4);
    expect(parseFeatureCsv(formatFeatureCsv(table), [sizes])).toEqual(table);
  });

  it('takes columns in any order, blank lines, a byte order mark and CR LF', () => {
    const columns = [HEADER, RECORD].map((line) => line.split(',').toReversed().join(','));
    const table = parseFeatureCsv(`\uFEFF${columns.join('\r\n')}\r\n\r\n`, [sizes]);
    expect([...table.values]).toEqual([0.5, 6]);
    expect(table.rows[0]).toMatchObject({ capture: 'x.pcap', device: '10.0.0.1', ips: ['10.0.0.1'] });
  });

  it('reads a header alone as a table without rows', () => {
    expect(parseFeatureCsv(`${HEADER}\n`, [sizes])).toMatchObject({ rowCount: 0, columnCount: 2 });
  });

  it.each([
    ['an empty file', '', { code: 'FEATURE_FILE_EMPTY' }],
    [
      'a missing column',
      HEADER.replace(',small', ''),
      { code: 'FEATURE_FILE_MISSING_COLUMN', column: 'small', row: 1 },
    ],
    [
      'missing identity',
      HEADER.replace('device,', ''),
      { code: 'FEATURE_FILE_MISSING_COLUMN', column: 'device', row: 1 },
    ],
    [
      'an unknown column',
      `${HEADER},extra`,
      { code: 'FEATURE_FILE_UNKNOWN_COLUMN', column: 'extra', row: 1 },
    ],
    ['a column twice', `${HEADER},small`, { code: 'FEATURE_DUPLICATE_COLUMN', column: 'small', row: 1 }],
    [
      'a word for a number',
      `${HEADER}\n${RECORD}\n${RECORD.replace('0.5', 'half')}`,
      { code: 'FEATURE_FILE_BAD_VALUE', column: 'small', row: 3, found: 'half' },
    ],
    [
      'an empty number',
      `${HEADER}\n${RECORD.replace('0.5', '')}`,
      { code: 'FEATURE_FILE_BAD_VALUE', column: 'small', row: 2, found: '' },
    ],
    [
      'infinity',
      `${HEADER}\n${RECORD.replace('0.5', '1e999')}`,
      { code: 'FEATURE_FILE_BAD_VALUE', column: 'small', row: 2, found: '1e999' },
    ],
    [
      'a short record',
      `${HEADER}\n${RECORD}\nx.pcap,1`,
      { code: 'FEATURE_FILE_MALFORMED', row: 3, found: '2 cells instead of 14' },
    ],
    [
      'an open quote',
      `${HEADER}\n"${RECORD}`,
      { code: 'FEATURE_FILE_MALFORMED', row: 2, found: 'Quoted field unterminated' },
    ],
  ])('names what is wrong with %s', (_, text, expected) => {
    expect(errorOf(text)).toEqual(expected);
  });

  it('names addresses that are no list', () => {
    const text = formatFeatureCsv(tableOf([networkmlHost()])).replace(
      `"['10.0.0.1', '10.0.0.3']"`,
      '10.0.0.1',
    );
    expect(() => parseFeatureCsv(text, [networkmlHost()])).toThrow(
      'FEATURE_FILE_BAD_VALUE, column tshark_srcips, row 2, found "10.0.0.1"',
    );
  });
});

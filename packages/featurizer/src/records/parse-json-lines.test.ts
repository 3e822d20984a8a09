import { describe, expect, it } from 'vitest';

import { FeatureError } from '../errors.ts';
import { networkmlHost } from '../sets/networkml-host/networkml-host.ts';
import { sizes } from '../testing/sizes.ts';
import { parseFeatureJsonLines } from './parse-json-lines.ts';
import { tableOfRecords } from './table-of-records.ts';

const ROW = {
  capture: 'x.pcap',
  device: '02-00-00-00-00-0A',
  mac: '02:00:00:00:00:0a',
  ips: '10.0.0.1 10.0.0.2',
  first_seen: 1.5,
  last_seen: null,
  packets: 3,
  packets_out: 1,
  bytes: 180,
  hosts: 2,
  window_start: 60,
  warnings: 'short few-packets',
  small: 0.1,
  large: 1e300,
};

const line = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...ROW, ...changes });

const errorOf = (...lines: readonly string[]): unknown => {
  try {
    return parseFeatureJsonLines(lines, [sizes]);
  } catch (error) {
    if (error instanceof FeatureError) return { code: error.code, ...error.place };
    throw error;
  }
};

describe('parseFeatureJsonLines', () => {
  it('reads identity and features, keys in any order, blank lines between', () => {
    const turned = JSON.stringify(Object.fromEntries(Object.entries(ROW).reverse()));
    const table = parseFeatureJsonLines([line({ window_start: null, mac: null }), '', turned, ''], [sizes]);
    expect([...table.values]).toEqual([0.1, 1e300, 0.1, 1e300]);
    const identity = {
      capture: 'x.pcap',
      device: '02:00:00:00:00:0a',
      ips: ['10.0.0.1', '10.0.0.2'],
      firstSeen: 1.5,
      lastSeen: Number.NaN,
      ...{ packets: 3, packetsOut: 1, bytes: 180, hosts: 2 },
    };
    expect(table.rows).toEqual([identity, { ...identity, mac: '02:00:00:00:00:0a', windowStart: 60 }]);
  });

  it.each([[[]], [['']]])('takes no line for a table without rows', (lines) => {
    expect(parseFeatureJsonLines(lines, [sizes])).toMatchObject({ rowCount: 0, columnCount: 2 });
  });

  it.each([
    ['a torn line', line().slice(0, 40), { code: 'FEATURE_FILE_MALFORMED', found: 'a line that is no JSON' }],
    ['an array', '[1]', { code: 'FEATURE_FILE_MALFORMED', found: 'a line that is no JSON object' }],
    ['a number', '7', { code: 'FEATURE_FILE_MALFORMED', found: 'a line that is no JSON object' }],
    ['a missing key', line({ small: undefined }), { code: 'FEATURE_FILE_MISSING_COLUMN', column: 'small' }],
    ['one more key', line({ extra: 1 }), { code: 'FEATURE_FILE_UNKNOWN_COLUMN', column: 'extra' }],
    [
      'an empty feature',
      line({ small: null }),
      { code: 'FEATURE_FILE_BAD_VALUE', column: 'small', found: '' },
    ],
    ['a word', line({ small: 'half' }), { code: 'FEATURE_FILE_BAD_VALUE', column: 'small', found: 'half' }],
    ['a list', line({ ips: ['::1'] }), { code: 'FEATURE_FILE_BAD_VALUE', column: 'ips', found: '["::1"]' }],
    [
      'a truth value',
      line({ small: true }),
      { code: 'FEATURE_FILE_BAD_VALUE', column: 'small', found: 'true' },
    ],
    ['a number for a text', line({ mac: 7 }), { code: 'FEATURE_FILE_BAD_VALUE', column: 'mac', found: '7' }],
    [
      'infinity',
      line().replace('1e+300', '1e999'),
      { code: 'FEATURE_FILE_BAD_VALUE', column: 'large', found: 'Infinity' },
    ],
  ])('names the line and the column of %s', (_, bad, expected) => {
    expect(errorOf(line(), '', bad)).toEqual({ row: 3, ...expected });
  });

  it('refuses columns of another set by the first line', () => {
    expect(errorOf(JSON.stringify({ ...ROW, small: undefined, other: 1 }))).toEqual({
      code: 'FEATURE_FILE_UNKNOWN_COLUMN',
      column: 'other',
      row: 1,
    });
  });
});

describe('tableOfRecords', () => {
  it("reads NetworkML's sets with our identity as well", () => {
    const columns = networkmlHost().columns;
    const header = [...Object.keys(ROW).slice(0, -2), ...Object.keys(columns)];
    const records = [[...Object.values(ROW).slice(0, -2), ...Object.keys(columns).map(() => 0)]];
    const table = tableOfRecords({ header, records, rowOf: (index) => index + 1 }, [networkmlHost()]);
    expect(table.rows[0]).toMatchObject({ device: '02:00:00:00:00:0a', packets: 3 });
  });
});

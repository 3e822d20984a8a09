import Papa from 'papaparse';
import { formatMac, parseMac } from '@networkml/pcap-reader';

import { columnsOfSets } from '../columns-of-sets.ts';
import { FeatureError } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';
import {
  IDENTITY_COLUMNS,
  LATER_IDENTITY_COLUMNS,
  NETWORKML_IDENTITY_COLUMNS,
  type RowIdentity,
} from '../row-identity.ts';
import { createTable, type FeatureTable } from '../table.ts';
import { isNetworkmlLayout, NETWORKML_EXTRA_COLUMNS, parseNumber, parsePythonList } from './layout.ts';

/** One record of the file, read by column name. */
interface CsvRecord {
  /** Number of the record, the header being 1. */
  readonly row: number;
  /** Whether the file has such a column. */
  has(column: string): boolean;
  /** The cell's text; empty where the file has no such column. */
  text(column: string): string;
  /** The cell's number; `fallback` where it is empty or there is no such column. */
  number(column: string, fallback?: number): number;
}

/**
 * Reads a feature CSV of the given sets: one that `formatFeatureCsv` wrote, or for `networkml-host` alone one that
 * NetworkML wrote. Columns may stand in any order. What a file of NetworkML does not tell is derived from its columns
 * (packets, bytes, last seen), is NaN (first seen, and last seen at time 0) or empty (capture, unless there is a `filename`).
 * @throws FeatureError FEATURE_CSV_EMPTY, FEATURE_CSV_MALFORMED, FEATURE_CSV_MISSING_COLUMN, FEATURE_CSV_UNKNOWN_COLUMN,
 * FEATURE_DUPLICATE_COLUMN, FEATURE_CSV_BAD_VALUE, each with the first row and column it concerns.
 */
export const parseFeatureCsv = (text: string, sets: readonly FeatureSet[]): FeatureTable => {
  const columns = columnsOfSets(sets);
  const [header, ...records] = parseRecords(text);
  const layout = isNetworkmlLayout(sets) ? NETWORKML : OURS;
  const positions = checkHeader(
    header,
    columns.map(({ name }) => name),
    layout,
  );
  const values = new Float64Array(records.length * columns.length);
  const rows = records.map((cells, index) => {
    const record = openRecord(cells, positions, index + 2);
    columns.forEach(({ name }, at) => {
      values[index * columns.length + at] = record.number(name);
    });
    return layout.identify(record);
  });
  return createTable({
    values,
    columns,
    rows,
    featureSets: sets.map(({ id, version }) => ({ id, version })),
  });
};

const parseRecords = (text: string): string[][] => {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
  });
  if (errors.length > 0) {
    const [{ message, row }] = errors;
    throw new FeatureError('FEATURE_CSV_MALFORMED', { row: (row ?? 0) + 1, found: message });
  }
  if (data.length === 0) throw new FeatureError('FEATURE_CSV_EMPTY');
  const width = data[0].length;
  const uneven = data.findIndex((cells) => cells.length !== width);
  if (uneven !== -1) {
    const found = `${data[uneven].length} cells instead of ${width}`;
    throw new FeatureError('FEATURE_CSV_MALFORMED', { row: uneven + 1, found });
  }
  return data;
};

interface IdentityLayout {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  identify(record: CsvRecord): RowIdentity;
}

/** Where each column stands. */
const checkHeader = (
  header: readonly string[],
  names: readonly string[],
  { required, optional }: IdentityLayout,
): Map<string, number> => {
  const positions = new Map<string, number>();
  const allowed = new Set([...required, ...optional, ...names]);
  for (const [position, column] of header.entries()) {
    if (!allowed.has(column)) throw new FeatureError('FEATURE_CSV_UNKNOWN_COLUMN', { column, row: 1 });
    if (positions.has(column)) throw new FeatureError('FEATURE_DUPLICATE_COLUMN', { column, row: 1 });
    positions.set(column, position);
  }
  const missing = [...required, ...names].find((column) => !positions.has(column));
  if (missing !== undefined) {
    throw new FeatureError('FEATURE_CSV_MISSING_COLUMN', { column: missing, row: 1 });
  }
  return positions;
};

const openRecord = (
  cells: readonly string[],
  positions: ReadonlyMap<string, number>,
  row: number,
): CsvRecord => {
  const text = (column: string): string => {
    const position = positions.get(column);
    return position === undefined ? '' : cells[position];
  };
  return {
    row,
    has: (column) => positions.has(column),
    text,
    number: (column, fallback) => {
      const cell = text(column);
      return cell === '' && fallback !== undefined ? fallback : parseNumber(cell, column, row);
    },
  };
};

/** The device as the featurizer spells it, a MAC address in small letters parted by colons. */
const deviceOf = (text: string): string => macOf(text).mac ?? text;

const macOf = (text: string): { mac?: string } => {
  const mac = parseMac(text);
  return mac === undefined ? {} : { mac: formatMac(mac) };
};

const LATER: ReadonlySet<string> = new Set(LATER_IDENTITY_COLUMNS);

/** What files of earlier versions do not tell; warnings follow from the rest. */
const identifyLater = (record: CsvRecord): Pick<RowIdentity, 'hosts' | 'windowStart'> => ({
  hosts: record.number('hosts', Number.NaN),
  ...(record.text('window_start') === '' ? {} : { windowStart: record.number('window_start') }),
});

const OURS: IdentityLayout = {
  required: IDENTITY_COLUMNS.filter((name) => !LATER.has(name)),
  optional: LATER_IDENTITY_COLUMNS,
  identify: (record) => ({
    capture: record.text('capture'),
    device: deviceOf(record.text('device')),
    ...macOf(record.text('mac')),
    ips: record.text('ips').split(' ').filter(Boolean),
    firstSeen: record.number('first_seen', Number.NaN),
    lastSeen: record.number('last_seen', Number.NaN),
    packets: record.number('packets'),
    packetsOut: record.number('packets_out'),
    bytes: record.number('bytes'),
    ...identifyLater(record),
  }),
};

const NETWORKML: IdentityLayout = {
  required: ['host_key', 'tshark_srcips'],
  optional: [...NETWORKML_IDENTITY_COLUMNS, ...NETWORKML_EXTRA_COLUMNS],
  identify: (record) => {
    const sent = record.number('tshark_count_frame_len_out');
    const received = record.number('tshark_count_frame_len_in');
    const bytes = record.number('tshark_total_frame_len_out') + record.number('tshark_total_frame_len_in');
    return {
      capture: record.text('filename'),
      device: deviceOf(record.text('host_key')),
      ...macOf(record.text('host_key')),
      ips: parseAddresses(record),
      firstSeen: record.number('first_seen', Number.NaN),
      lastSeen: record.has('last_seen') ? record.number('last_seen', Number.NaN) : latestTime(record),
      packets: record.number('packets', sent + received),
      packetsOut: record.number('packets_out', sent),
      bytes: record.number('bytes', bytes),
      ...identifyLater(record),
    };
  },
};

/** The row's own latest time, which is 0 where no packet has one. */
const latestTime = (record: CsvRecord): number => {
  const time = record.number('tshark_frame_epoch');
  return time === 0 ? Number.NaN : time;
};

const parseAddresses = (record: CsvRecord): string[] => {
  const found = record.text('tshark_srcips');
  const addresses = parsePythonList(found);
  if (addresses === undefined) {
    throw new FeatureError('FEATURE_CSV_BAD_VALUE', { column: 'tshark_srcips', row: record.row, found });
  }
  return addresses;
};

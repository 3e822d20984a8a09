import { type FeatureTable, type RowIdentity, warningsOf } from '@networkml/featurizer';
import { type Column, EMPTY } from '../table/column.ts';

/** Rows of a feature table, from row `first` on. */
export interface FeatureRows {
  readonly table: FeatureTable;
  readonly first: number;
}

/** How points in time are written: as what a number column or what a time column is in the format. */
export type TimeKind = 'number' | 'time';

/**
 * The columns of a file of features besides `capture`: the rest of `IDENTITY_COLUMNS`, then the features of these names.
 * Addresses and warnings are parted by blanks.
 */
export const featureColumns = (names: readonly string[], times: TimeKind): readonly Column<FeatureRows>[] => [
  text('device', ({ device }) => device),
  text('mac', ({ mac }) => mac ?? ''),
  text('ips', ({ ips }) => ips.join(' ')),
  time('first_seen', ({ firstSeen }) => firstSeen, times),
  time('last_seen', ({ lastSeen }) => lastSeen, times),
  count('packets', ({ packets }) => packets),
  count('packets_out', ({ packetsOut }) => packetsOut),
  count('bytes', ({ bytes }) => bytes),
  count('hosts', ({ hosts }) => hosts),
  time('window_start', ({ windowStart = Number.NaN }) => windowStart, times),
  text('warnings', (identity) => warningsOf(identity).join(' ')),
  ...names.map((name, index): Column<FeatureRows> => ({
    name,
    type: 'number',
    cell: ({ table, first }, row) => table.values[(first + row) * table.columnCount + index],
  })),
];

const identityOf = ({ table, first }: FeatureRows, row: number): RowIdentity => table.rows[first + row];

const text = (name: string, textOf: (identity: RowIdentity) => string): Column<FeatureRows> => ({
  name,
  type: 'text',
  cell: (rows, row) => textOf(identityOf(rows, row)),
});

const count = (name: string, countOf: (identity: RowIdentity) => number): Column<FeatureRows> => ({
  name,
  type: 'integer',
  bits: 53,
  cell: (rows, row) => {
    const value = countOf(identityOf(rows, row));
    return Number.isNaN(value) ? EMPTY : value;
  },
});

const time = (
  name: string,
  timeOf: (identity: RowIdentity) => number,
  kind: TimeKind,
): Column<FeatureRows> => {
  if (kind === 'number') return { name, type: 'number', cell: (rows, row) => timeOf(identityOf(rows, row)) };
  const microsOf = (rows: FeatureRows, row: number): { seconds: number; micros: number } => {
    const value = timeOf(identityOf(rows, row));
    const seconds = Math.floor(value);
    const micros = Math.round((value - seconds) * 1e6); // a number of seconds since 1970 tells no less
    return micros === 1e6 ? { seconds: seconds + 1, micros: 0 } : { seconds, micros };
  };
  return {
    name,
    type: 'time',
    seconds: (rows, row) => microsOf(rows, row).seconds,
    nanos: (rows, row) => microsOf(rows, row).micros * 1000,
  };
};

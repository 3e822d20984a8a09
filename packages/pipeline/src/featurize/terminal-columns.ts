import { type RowIdentity, warningsOf } from '@networkml/featurizer';
import { utcText } from '../parse/utc.ts';
import type { FixedColumn } from '../table/fixed-width.ts';
import type { FeatureRows } from './feature-columns.ts';

/** Features shown to people; the rest is for files. */
const FEATURES_SHOWN = 3;

/** What a person looks at first of a row of features: whose it is, what to beware of, and the first few features. */
export const terminalColumns = (names: readonly string[]): readonly FixedColumn<FeatureRows>[] => [
  identity('DEVICE', 17, ({ device }) => device),
  identity('IPS', 22, ({ ips }) => (ips.length > 1 ? `${ips[0]} +${ips.length - 1}` : ips.join(' '))),
  identity('FROM (UTC)', 19, ({ firstSeen, windowStart }) => utc(windowStart ?? firstSeen)),
  number('SECONDS', 8, ({ firstSeen, lastSeen }) => Math.round(lastSeen - firstSeen)),
  number('PACKETS', 8, ({ packets }) => packets),
  number('BYTES', 10, ({ bytes }) => bytes),
  number('HOSTS', 5, ({ hosts }) => hosts),
  ...names.slice(0, FEATURES_SHOWN).map((name, index): FixedColumn<FeatureRows> => ({
    title: name,
    width: Math.max(name.length, 8),
    align: 'right',
    cell: ({ table, first }, row) =>
      String(Number(table.values[(first + row) * table.columnCount + index].toPrecision(4))),
  })),
  identity('WARNINGS', 1, (row) => warningsOf(row).join(' ')),
];

const identity = (
  title: string,
  width: number,
  textOf: (identity: RowIdentity) => string,
): FixedColumn<FeatureRows> => ({
  title,
  width,
  cell: ({ table, first }, row) => textOf(table.rows[first + row]),
});

const number = (
  title: string,
  width: number,
  numberOf: (identity: RowIdentity) => number,
): FixedColumn<FeatureRows> => ({
  ...identity(title, width, (row) => {
    const value = numberOf(row);
    return Number.isNaN(value) ? '' : String(value);
  }),
  align: 'right',
});

const utc = (seconds: number): string => utcText(seconds, 0, 1).slice(0, -2);

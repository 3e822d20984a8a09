import Papa from 'papaparse';

import { FeatureError } from '../errors.ts';
import { IDENTITY_COLUMNS, type RowIdentity } from '../row-identity.ts';
import { warningsOf } from '../row-warnings.ts';
import { type FeatureTable } from '../table.ts';
import { formatPythonList, isNetworkmlLayout, NETWORKML_EXTRA_COLUMNS, srcipsPosition } from './layout.ts';

/** How a feature CSV is laid out. */
export interface FeatureCsvOptions {
  /**
   * `full` (unless given) keeps all identity, so that the file reads back as the same table. `networkml` is byte for byte
   * NetworkML's header of a single capture, `networkml-combined` that of its combined.csv, with `filename` behind.
   */
  readonly layout?: 'full' | 'networkml' | 'networkml-combined';
  /** Whether the header comes first; it does unless told otherwise. */
  readonly withHeader?: boolean;
}

type Cell = string | number;

interface Layout {
  readonly header: readonly string[];
  cells(identity: RowIdentity, values: readonly number[]): readonly Cell[];
}

/**
 * The lines of a feature CSV, each with its line end; numbers are the shortest that read back exactly.
 *
 * A table of one of NetworkML's sets alone is written in NetworkML's layout: `host_key`, its columns in its order with
 * `tshark_srcips` as a Python list, `filename`, and behind them, in layout `full`, `first_seen`, `last_seen`, `packets`,
 * `packets_out`, `bytes`, `hosts`, `window_start`, `warnings`. Any other table: `IDENTITY_COLUMNS`, then its columns; addresses and warnings are parted by blanks.
 * @throws FeatureError FEATURE_CSV_NO_LAYOUT where NetworkML's layout is asked for any other table.
 */
export function* featureCsvLines(table: FeatureTable, options: FeatureCsvOptions = {}): Generator<string> {
  const { layout: name = 'full', withHeader = true } = options;
  const layout = chooseLayout(table, name);
  if (withHeader) yield formatLine(layout.header);
  for (const [row, identity] of table.rows.entries()) {
    const start = row * table.columnCount;
    yield formatLine(layout.cells(identity, [...table.values.subarray(start, start + table.columnCount)]));
  }
}

/** The text of a feature CSV, as `featureCsvLines` tells. */
export const formatFeatureCsv = (table: FeatureTable, options: FeatureCsvOptions = {}): string =>
  [...featureCsvLines(table, options)].join('');

const formatLine = (cells: readonly Cell[]): string => `${cells.map(formatCell).join(',')}\n`;

/** A number needs no quotes: to look for what does takes longer than all else. */
const formatCell = (cell: Cell): string => (typeof cell === 'number' ? String(cell) : Papa.unparse([[cell]]));

const chooseLayout = (table: FeatureTable, name: NonNullable<FeatureCsvOptions['layout']>): Layout => {
  const names = table.columns.map((column) => column.name);
  if (isNetworkmlLayout(table.featureSets)) return networkmlLayout(names, name);
  if (name !== 'full') throw new FeatureError('FEATURE_CSV_NO_LAYOUT', { found: name });
  return {
    header: [...IDENTITY_COLUMNS, ...names],
    cells: (identity, values) => [
      identity.capture,
      identity.device,
      identity.mac ?? '',
      identity.ips.join(' '),
      knownCell(identity.firstSeen),
      knownCell(identity.lastSeen),
      identity.packets,
      identity.packetsOut,
      identity.bytes,
      ...laterCells(identity),
      ...values,
    ],
  };
};

const networkmlLayout = (
  names: readonly string[],
  name: NonNullable<FeatureCsvOptions['layout']>,
): Layout => {
  const at = srcipsPosition(names);
  return {
    header: [
      'host_key',
      ...names.toSpliced(at, 0, 'tshark_srcips'),
      ...(name === 'networkml' ? [] : ['filename']),
      ...(name === 'full' ? NETWORKML_EXTRA_COLUMNS : []),
    ],
    cells: (identity, values) => [
      identity.device,
      ...values.slice(0, at),
      formatPythonList(identity.ips),
      ...values.slice(at),
      ...(name === 'networkml' ? [] : [identity.capture]),
      ...(name === 'full' ? extraCells(identity) : []),
    ],
  };
};

const extraCells = (identity: RowIdentity): Cell[] => [
  knownCell(identity.firstSeen),
  knownCell(identity.lastSeen),
  identity.packets,
  identity.packetsOut,
  identity.bytes,
  ...laterCells(identity),
];

const laterCells = (identity: RowIdentity): Cell[] => [
  knownCell(identity.hosts),
  knownCell(identity.windowStart ?? Number.NaN),
  warningsOf(identity).join(' '),
];

/** Empty where the number is not known. */
const knownCell = (number: number): Cell => (Number.isNaN(number) ? '' : number);

import { parseNumber } from '../csv/layout.ts';
import { FeatureError } from '../errors.ts';

/** A cell of a file of features: a text, a number, or null where it is empty; an empty text is empty, too. */
export type FeatureCell = string | number | null;

/** What a file of features holds, whatever its format. */
export interface FeatureRecords {
  /** Names of the columns. */
  readonly header: readonly string[];
  /** Shape [rows, columns], in the order of `header`. */
  readonly records: readonly (readonly FeatureCell[])[];
  /** What errors call the record of that index: index + 2 in CSV, whose header is 1. */
  readonly rowOf: (index: number) => number;
}

/** One record of a file, read by column name. */
export interface FeatureRecord {
  /** Number of the record, for errors. */
  readonly row: number;
  /** Whether the file has such a column. */
  has(column: string): boolean;
  /** The cell's text; empty where the file has no such column. */
  text(column: string): string;
  /** The cell's number; `fallback` where it is empty or there is no such column. */
  number(column: string, fallback?: number): number;
}

/**
 * A record, given where each column stands.
 *
 * Its functions throw a FeatureError FEATURE_FILE_BAD_VALUE where a cell is no such value.
 */
export const openRecord = (
  cells: readonly FeatureCell[],
  positions: ReadonlyMap<string, number>,
  row: number,
): FeatureRecord => {
  const cellOf = (column: string): FeatureCell => {
    const position = positions.get(column);
    return (position === undefined ? null : cells[position]) ?? '';
  };
  return {
    row,
    has: (column) => positions.has(column),
    text: (column) => {
      const cell = cellOf(column);
      if (typeof cell === 'string') return cell;
      throw new FeatureError('FEATURE_FILE_BAD_VALUE', { column, row, found: String(cell) });
    },
    number: (column, fallback) => {
      const cell = cellOf(column);
      if (cell === '' && fallback !== undefined) return fallback;
      if (typeof cell === 'number' && Number.isFinite(cell)) return cell;
      return parseNumber(String(cell), column, row);
    },
  };
};

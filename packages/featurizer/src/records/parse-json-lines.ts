import { FeatureError } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';
import { IDENTITY_COLUMNS } from '../row-identity.ts';
import { columnsOfSets } from '../columns-of-sets.ts';
import { type FeatureTable } from '../table.ts';
import { type FeatureCell } from './record.ts';
import { tableOfRecords } from './table-of-records.ts';

/**
 * Reads features of the given sets in JSON lines, an object a row, whose keys are those of the first one in any order; no
 * line at all is a table without rows. Blank lines are passed over, and count for the row in errors.
 * @throws FeatureError FEATURE_FILE_MALFORMED, and those of `tableOfRecords`, with row and column.
 */
export const parseFeatureJsonLines = (lines: Iterable<string>, sets: readonly FeatureSet[]): FeatureTable => {
  let header: readonly string[] | undefined;
  let row = 0;
  const rows: number[] = [];
  const records: FeatureCell[][] = [];
  for (const line of lines) {
    row += 1;
    if (line.trim() === '') continue;
    const cells = parseLine(line, row);
    header ??= [...cells.keys()];
    rows.push(row);
    records.push(cellsOf(cells, header, row));
  }
  const rowOf = (index: number): number => rows[index] ?? 1;
  return tableOfRecords({ header: header ?? everyColumnOf(sets), records, rowOf }, sets);
};

const everyColumnOf = (sets: readonly FeatureSet[]): readonly string[] => [
  ...IDENTITY_COLUMNS,
  ...columnsOfSets(sets).map(({ name }) => name),
];

const parseLine = (line: string, row: number): Map<string, unknown> => {
  const parsed = parseJson(line, row);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
    return new Map(Object.entries(parsed));
  throw new FeatureError('FEATURE_FILE_MALFORMED', { row, found: 'a line that is no JSON object' });
};

const parseJson = (line: string, row: number): unknown => {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new FeatureError('FEATURE_FILE_MALFORMED', { row, found: 'a line that is no JSON' }, { cause });
  }
};

const cellsOf = (
  cells: ReadonlyMap<string, unknown>,
  header: readonly string[],
  row: number,
): FeatureCell[] => {
  const values = header.map((column) => {
    const cell = cells.get(column);
    if (cell === undefined) throw new FeatureError('FEATURE_FILE_MISSING_COLUMN', { column, row });
    if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell;
    throw new FeatureError('FEATURE_FILE_BAD_VALUE', { column, row, found: JSON.stringify(cell) });
  });
  if (cells.size === header.length) return values;
  const known = new Set(header);
  const column = [...cells.keys()].find((name) => !known.has(name)) ?? '';
  throw new FeatureError('FEATURE_FILE_UNKNOWN_COLUMN', { column, row });
};

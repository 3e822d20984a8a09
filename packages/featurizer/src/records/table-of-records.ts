import { columnsOfSets } from '../columns-of-sets.ts';
import { FeatureError } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';
import { createTable, type FeatureTable } from '../table.ts';
import { type IdentityLayout, identityLayoutOf } from './identity-layout.ts';
import { type FeatureRecords, openRecord } from './record.ts';

/**
 * The table of the given sets that records of a file make. Columns may stand in any order. What a file of NetworkML does
 * not tell is derived from its columns (packets, bytes, last seen), is NaN (first seen, and last seen at time 0) or empty
 * (capture, unless there is a `filename`).
 * @throws FeatureError FEATURE_FILE_MISSING_COLUMN, FEATURE_FILE_UNKNOWN_COLUMN, FEATURE_DUPLICATE_COLUMN,
 * FEATURE_FILE_BAD_VALUE, each with the first row and column it concerns.
 */
export const tableOfRecords = (
  { header, records, rowOf }: FeatureRecords,
  sets: readonly FeatureSet[],
): FeatureTable => {
  const columns = columnsOfSets(sets);
  const layout = identityLayoutOf(sets, header);
  const positions = checkHeader(
    header,
    columns.map(({ name }) => name),
    layout,
  );
  const values = new Float64Array(records.length * columns.length);
  const rows = records.map((cells, index) => {
    const record = openRecord(cells, positions, rowOf(index));
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

/** Where each column stands. */
const checkHeader = (
  header: readonly string[],
  names: readonly string[],
  { required, optional }: IdentityLayout,
): Map<string, number> => {
  const positions = new Map<string, number>();
  const allowed = new Set([...required, ...optional, ...names]);
  for (const [position, column] of header.entries()) {
    if (!allowed.has(column)) throw new FeatureError('FEATURE_FILE_UNKNOWN_COLUMN', { column, row: 1 });
    if (positions.has(column)) throw new FeatureError('FEATURE_DUPLICATE_COLUMN', { column, row: 1 });
    positions.set(column, position);
  }
  const missing = [...required, ...names].find((column) => !positions.has(column));
  if (missing !== undefined) {
    throw new FeatureError('FEATURE_FILE_MISSING_COLUMN', { column: missing, row: 1 });
  }
  return positions;
};

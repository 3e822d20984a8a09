import { FeatureError } from './errors.ts';
import { type Accumulator, type FeatureSet } from './feature-set.ts';

/** Finishes one device's accumulators, and writes their values from `start` on, in the order of the columns. */
export type RowWriter = (accumulators: readonly Accumulator[], values: Float64Array, start: number) => void;

/** A set, and its columns' names put together once for all devices. */
interface NamedSet {
  readonly set: FeatureSet;
  readonly names: readonly string[];
}

/** What an accumulator gave, which may lack a declared column. */
type Given = Readonly<Record<string, number | undefined>>;

/**
 * Writes the rows of devices, whose accumulators are of `sets`, in that order.
 * @throws FeatureError FEATURE_MISSING_VALUE, FEATURE_UNDECLARED_VALUE or FEATURE_NOT_FINITE, from the writer.
 */
export const createRowWriter = (sets: readonly FeatureSet[]): RowWriter => {
  const namedSets = sets.map((set): NamedSet => ({ set, names: Object.keys(set.columns) }));
  return (accumulators, values, start) => {
    let at = start;
    for (const [index, named] of namedSets.entries()) {
      const row = values.subarray(at, at + named.names.length);
      writeValues(accumulators[index], named, row);
      at += row.length;
    }
  };
};

const writeValues = (accumulator: Accumulator, named: NamedSet, row: Float64Array): void => {
  if (accumulator.writeRow === undefined) {
    const given = accumulator.finish();
    if (!takeValues(given, named.names, row)) throwBreach(given, named);
    return;
  }
  row.fill(Number.NaN);
  accumulator.writeRow(row);
  for (const value of row) if (!Number.isFinite(value)) throwNotFinite(row, named);
};

/** Whether `given` has a finite number for each name and nothing else; on the way writes them. */
const takeValues = (given: Given, names: readonly string[], row: Float64Array): boolean => {
  for (let index = 0; index < names.length; index += 1) {
    const value = given[names[index]];
    if (value === undefined || !Number.isFinite(value)) return false;
    row[index] = value;
  }
  return Object.keys(given).length === names.length;
};

/** Searches for what `takeValues` refused, a column not declared first of all. */
const throwBreach = (given: Given, { set, names }: NamedSet): void => {
  const setId = set.id;
  for (const column of Object.keys(given)) {
    if (!Object.hasOwn(set.columns, column))
      throw new FeatureError('FEATURE_UNDECLARED_VALUE', { setId, column });
  }
  for (const column of names) {
    const value = given[column];
    if (value === undefined) throw new FeatureError('FEATURE_MISSING_VALUE', { setId, column });
    if (!Number.isFinite(value)) {
      throw new FeatureError('FEATURE_NOT_FINITE', { setId, column, found: String(value) });
    }
  }
};

const throwNotFinite = (row: Float64Array, { set, names }: NamedSet): never => {
  const index = row.findIndex((value) => !Number.isFinite(value));
  throw new FeatureError('FEATURE_NOT_FINITE', {
    setId: set.id,
    column: names[index],
    found: String(row[index]),
  });
};

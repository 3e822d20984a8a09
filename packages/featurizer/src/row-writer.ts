import { FeatureError } from './errors.ts';
import { type Accumulator, type AccumulatorTable, type FeatureSet } from './feature-set.ts';

/** Where one device's packets are summed up. */
export interface DeviceSums {
  /** A table for each set that has them, in the order of the sets. */
  readonly tables: readonly (AccumulatorTable | undefined)[];
  /** The device's place in tables. */
  readonly index: number;
  /** An accumulator for each of the other sets, in their order. */
  readonly accumulators: readonly Accumulator[];
}

/** Finishes one device, and writes its values from `start` on, in the order of the columns. */
export type RowWriter = (sums: DeviceSums, values: Float64Array, start: number) => void;

/** A set, and its columns' names put together once for all devices. */
interface NamedSet {
  readonly set: FeatureSet;
  readonly names: readonly string[];
}

/** What an accumulator gave, which may lack a declared column. */
type Given = Readonly<Record<string, number | undefined>>;

/**
 * Writes the rows of devices, which are summed up for `sets`, in that order.
 * @throws FeatureError FEATURE_MISSING_VALUE, FEATURE_UNDECLARED_VALUE or FEATURE_NOT_FINITE, from the writer.
 */
export const createRowWriter = (sets: readonly FeatureSet[]): RowWriter => {
  const namedSets = sets.map((set): NamedSet => ({ set, names: Object.keys(set.columns) }));
  return ({ tables, index, accumulators }, values, start) => {
    let at = start;
    let other = 0;
    for (const [place, named] of namedSets.entries()) {
      const row = values.subarray(at, at + named.names.length);
      const table = tables[place];
      if (table === undefined) {
        writeValues(accumulators[other], named, row);
        other += 1;
      } else {
        writeList((into) => table.writeRow(index, into), named, row);
      }
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
  writeList((into) => accumulator.writeRow?.(into), named, row);
};

const writeList = (write: (row: Float64Array) => void, named: NamedSet, row: Float64Array): void => {
  row.fill(Number.NaN);
  write(row);
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

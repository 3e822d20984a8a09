import { quantileOf } from '@networkml/evaluation';
import { applyInputTransform, type Matrix } from '@networkml/model';

/** Shares of the simulated rows that are told of a column. */
export const TOLD_SHARES = [0.01, 0.25, 0.5, 0.75, 0.99] as const;

/** A column of one real row beside simulated rows of the same role. */
export interface UnusualColumn {
  readonly column: string;
  readonly value: number;
  /** Share of the simulated rows below the value, those that equal it counting half. */
  readonly position: number;
  /** Values below which `TOLD_SHARES` of the simulated rows lie. */
  readonly quantiles: readonly number[];
  /**
   * How far the value lies outside the middle 98% of the role's simulated rows, in standard deviations of all simulated
   * rows, both after the signed logarithm that networks are given; 0 inside.
   */
  readonly excess: number;
}

/** Simulated rows that real ones are compared with. */
export interface SimulatedRows {
  /** Names of the columns, shape [d]. */
  readonly columns: readonly string[];
  /** Shape [n, d]. */
  readonly x: Matrix;
  /** Role of each row, shape [n]. */
  readonly roles: readonly string[];
}

/** Says of every column of a real row how it lies among simulated rows of its role. @param row shape [d]. */
export type RowComparer = (row: Float64Array, role: string) => readonly UnusualColumn[];

/** Prepares simulated rows for comparison; the most unusual column comes first. Roles that were not simulated give no column. */
export const createRowComparer = (simulated: SimulatedRows): RowComparer => {
  const { columns, x, roles } = simulated;
  const deviations = columns.map((_, column) => standardDeviation(logarithms(valuesOf(x, column))));
  const byRole = new Map<string, readonly Float64Array[]>();
  const sortedOf = (role: string): readonly Float64Array[] => {
    const known = byRole.get(role);
    if (known !== undefined) return known;
    const isMeant = (_: number, index: number): boolean => roles[index] === role;
    const sorted = columns.map((_, column) => valuesOf(x, column).filter(isMeant).sort());
    byRole.set(role, sorted);
    return sorted;
  };
  return (row, role) => {
    if (!roles.includes(role)) return [];
    return sortedOf(role)
      .map((sorted, column) =>
        placed(columns[column], row[column], { sorted, deviation: deviations[column] }),
      )
      .sort((a, b) => b.excess - a.excess || tailOf(a) - tailOf(b));
  };
};

interface Beside {
  readonly sorted: Float64Array;
  readonly deviation: number;
}

const placed = (column: string, value: number, { sorted, deviation }: Beside): UnusualColumn => {
  const quantiles = TOLD_SHARES.map((share) => quantileOf(sorted, share));
  const [low, high, own] = logarithms(Float64Array.of(quantiles[0], quantiles[quantiles.length - 1], value));
  const outside = Math.max(0, low - own, own - high);
  const below = sorted.filter((other) => other < value).length;
  const equal = sorted.filter((other) => other === value).length;
  return {
    column,
    value,
    position: (below + equal / 2) / sorted.length,
    quantiles,
    excess: outside === 0 ? 0 : outside / Math.max(deviation, SMALLEST_DEVIATION),
  };
};

/** Of columns that are the same in all simulated rows. */
const SMALLEST_DEVIATION = 1e-3;

const tailOf = ({ position }: UnusualColumn): number => Math.min(position, 1 - position);

const valuesOf = ({ values, rowCount, columnCount }: Matrix, column: number): Float64Array =>
  Float64Array.from({ length: rowCount }, (_, row) => values[row * columnCount + column]);

const logarithms = (values: Float64Array): Float64Array =>
  applyInputTransform('signedLog', { values, rowCount: 1, columnCount: values.length }).values;

const standardDeviation = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

import { quantileOf } from '@networkml/evaluation';
import { type RoleColumn, logarithms } from './role-columns.ts';

/** Shares of the simulated rows that are told of a column. */
export const TOLD_SHARES = [0.01, 0.25, 0.5, 0.75, 0.99] as const;

/** A column of one real row beside simulated rows of the same role. */
export interface UnusualColumn {
  readonly column: string;
  readonly value: number;
  /** Share of the simulated rows below the value, those that equal it counting half. */
  readonly position: number;
  /** Values below which `TOLD_SHARES` of the simulated rows lie. */
  readonly quantiles: readonly [number, number, number, number, number];
  /** Whether it is smaller or greater than all of them. */
  readonly isOutsideAll: boolean;
  /**
   * How far the value lies outside the middle 98% of the role's simulated rows, in standard deviations of all simulated
   * rows, both after the signed logarithm that networks are given; 0 inside.
   */
  readonly excess: number;
}

/** How every column of a real row lies among simulated rows of its role, the most unusual first. @param row shape [columns.length]. */
export const unusualColumns = (row: Float64Array, columns: readonly RoleColumn[]): readonly UnusualColumn[] =>
  columns
    .map((column, index) => placed(row[index], column))
    .sort((a, b) => b.excess - a.excess || tailOf(a) - tailOf(b));

const placed = (value: number, { column, sorted, deviation }: RoleColumn): UnusualColumn => {
  const [first, second, third, fourth, fifth] = TOLD_SHARES.map((share) => quantileOf(sorted, share));
  const [low, high, own] = logarithms(Float64Array.of(first, fifth, value));
  const below = sorted.filter((other) => other < value).length;
  const equal = sorted.filter((other) => other === value).length;
  return {
    column,
    value,
    position: (below + equal / 2) / sorted.length,
    quantiles: [first, second, third, fourth, fifth],
    isOutsideAll: equal === 0 && (below === 0 || below === sorted.length),
    excess: Math.max(0, low - own, own - high) / deviation,
  };
};

const tailOf = ({ position }: UnusualColumn): number => Math.min(position, 1 - position);

import { kolmogorovSmirnov, quantileOf } from '@networkml/evaluation';
import type { HostComparison } from './compare-hosts.ts';
import { type RoleColumn, logarithms } from './role-columns.ts';
import { TOLD_SHARES, type UnusualColumn } from './unusual-columns.ts';

/** How the real hosts of a role differ from simulated ones in one column. */
export interface ColumnSummary {
  readonly role: string;
  readonly column: string;
  /** Real hosts of the role; how many lie above and below the middle 98% of the simulated rows, and outside all of them. */
  readonly hosts: number;
  readonly above: number;
  readonly below: number;
  readonly outsideAll: number;
  /** Greatest distance of the two cumulative distributions, from 0 to 1 (Kolmogorov and Smirnov); with few hosts it is great by chance. */
  readonly distance: number;
  /** Mean of how far hosts lie outside, in standard deviations, each at most `LARGEST_EXCESS`. */
  readonly excess: number;
  readonly realMedian: number;
  readonly simulatedMedian: number;
  /**
   * In standard deviations from the simulated median, after the signed logarithm, up to `FURTHEST`: the simulated `TOLD_SHARES`, and
   * each real host.
   */
  readonly scaled: {
    readonly quantiles: readonly [number, number, number, number, number];
    readonly values: readonly number[];
  };
}

/** Values further off are cut before networks see them. */
export const LARGEST_EXCESS = 4;

/** What lies further off is drawn here. */
export const FURTHEST = 8;

/** All columns of every role that real hosts have, role by role, those that differ most first. */
export const summarizeColumns = ({ hosts, simulated }: HostComparison): readonly ColumnSummary[] => {
  const roles = [...new Set(hosts.map(({ host }) => host.role))].sort();
  return roles.flatMap((role) => {
    const own = hosts.filter(({ host }) => host.role === role);
    const byColumn = new Map<string, UnusualColumn[]>();
    for (const unusual of own.flatMap(({ columns }) => columns)) {
      byColumn.set(unusual.column, [...(byColumn.get(unusual.column) ?? []), unusual]);
    }
    return simulated(role)
      .map((column) => summaryOf(role, column, byColumn.get(column.column) ?? []))
      .sort((a, b) => b.excess - a.excess || b.distance - a.distance);
  });
};

const summaryOf = (role: string, known: RoleColumn, found: readonly UnusualColumn[]): ColumnSummary => {
  const { column, sorted, deviation } = known;
  const values = Float64Array.from(found, ({ value }) => value);
  const outside = found.filter(({ excess }) => excess > 0);
  const middle = Float64Array.of(quantileOf(sorted, 0.5));
  const [origin] = logarithms(middle);
  const scaled = (own: Float64Array): number[] =>
    Array.from(logarithms(own), (value) =>
      Math.max(-FURTHEST, Math.min(FURTHEST, (value - origin) / deviation)),
    );
  const [low, lower, median, upper, high] = scaled(
    Float64Array.from(TOLD_SHARES, (share) => quantileOf(sorted, share)),
  );
  return {
    role,
    column,
    hosts: found.length,
    above: outside.filter(({ position }) => position > 0.5).length,
    below: outside.filter(({ position }) => position < 0.5).length,
    outsideAll: found.filter(({ isOutsideAll }) => isOutsideAll).length,
    distance: kolmogorovSmirnov({ quantiles: sorted, rowCount: sorted.length }, values),
    excess: found.reduce((sum, { excess }) => sum + Math.min(excess, LARGEST_EXCESS), 0) / found.length,
    realMedian: quantileOf(Float64Array.from(values).sort(), 0.5),
    simulatedMedian: middle[0],
    scaled: { quantiles: [low, lower, median, upper, high], values: scaled(values) },
  };
};

/** How much of the real hosts of a role lies outside the simulated ones. */
export interface RoleSummary {
  readonly role: string;
  readonly hosts: number;
  /** Simulated rows of the role. */
  readonly simulated: number;
  /** Shares of the values of all hosts and columns outside the middle 98% and outside all of the simulated rows of the column. */
  readonly outsideMost: number;
  readonly outsideAll: number;
}

/** The summary of each role that real hosts have. */
export const summarizeRoles = (
  columns: readonly ColumnSummary[],
  { simulated }: HostComparison,
): readonly RoleSummary[] =>
  [...new Set(columns.map(({ role }) => role))].map((role) => {
    const own = columns.filter((column) => column.role === role);
    const sum = (count: (column: ColumnSummary) => number): number =>
      own.reduce((total, column) => total + count(column), 0);
    const values = sum(({ hosts }) => hosts);
    return {
      role,
      hosts: own[0].hosts,
      simulated: simulated(role)[0].sorted.length,
      outsideMost: sum(({ above, below }) => above + below) / values,
      outsideAll: sum(({ outsideAll }) => outsideAll) / values,
    };
  });

/// <reference lib="dom" />
import type * as Library from '@observablehq/plot';
import { FIRST, MUTED, type Plot, SECOND, marginFor } from './chart-options.ts';

/** Where the values of a column lie in one set of rows, and single values of other rows, all in one unit. */
export interface ColumnRange {
  readonly column: string;
  /** Below which 1, 25, 50, 75 and 99% of the rows lie. */
  readonly quantiles: readonly [number, number, number, number, number];
  /** Values of the other rows. */
  readonly values: readonly number[];
}

/** The middle 98% and the middle half of each column as lines, with a dot for each of the other rows. */
export const columnRangesChart = (
  plot: Plot,
  ranges: readonly ColumnRange[],
  unit: string,
): Library.PlotOptions => {
  const names = ranges.map(({ column }) => column);
  const lines = ranges.map(({ column, quantiles: [low, lower, median, upper, high] }) => ({
    column,
    ...{ low, lower, median, upper, high },
  }));
  const dots = ranges.flatMap(({ column, values }) => values.map((value) => ({ column, value })));
  return {
    width: 760,
    height: 50 + 22 * ranges.length,
    marginLeft: marginFor(names),
    marginBottom: 38,
    x: { label: unit, labelAnchor: 'center', labelArrow: 'none', grid: true },
    y: { domain: names, label: null, type: 'point', tickSize: 0 },
    marks: [
      plot.ruleY(lines, { y: 'column', x1: 'low', x2: 'high', stroke: FIRST, strokeWidth: 1.5 }),
      plot.ruleY(lines, { y: 'column', x1: 'lower', x2: 'upper', stroke: FIRST, strokeWidth: 6 }),
      plot.dot(lines, { y: 'column', x: 'median', fill: MUTED, r: 3 }),
      plot.dot(dots, { y: 'column', x: 'value', stroke: SECOND, strokeWidth: 1.5, r: 4 }),
    ],
  };
};

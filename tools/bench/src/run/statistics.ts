import { type Interval, bootstrapInterval } from '@networkml/evaluation';

/** The value below which a fraction of the values lies, between two values in proportion; NaN where there are none. */
export const quantile = (values: readonly number[], fraction: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const position = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
};

/** The middle of the values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How far the middle half of the values is spread. */
export const interquartileRange = (values: readonly number[]): number =>
  quantile(values, 0.75) - quantile(values, 0.25);

/** The arithmetic mean; NaN of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const RESAMPLES = 10_000;

/** How much the mean of one sample is above that of another of as many, and the bootstrap interval of 95% over their pairs. */
export const differenceOfMeans = (a: readonly number[], b: readonly number[]): Interval =>
  bootstrapInterval(a.length, (rows) => mean(Array.from(rows, (row) => a[row] - b[row])), {
    resamples: RESAMPLES,
  });

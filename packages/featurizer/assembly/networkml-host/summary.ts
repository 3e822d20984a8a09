/* Nine numbers that describe a sample, doubles in the order of NetworkML's columns; all 0 for an empty one. */

const MAXIMUM: usize = 0;
const MINIMUM: usize = 8;
const COUNT: usize = 16;
const TOTAL: usize = 24;
const AVERAGE: usize = 32;
const MEDIAN: usize = 40;
const VARIANCE: usize = 48;
const LOWER_QUARTILE: usize = 56;
const UPPER_QUARTILE: usize = 64;

export const SUMMARY_BYTES: usize = 72;

/** Writes what needs no ranks; the variance with n - 1 below the line. */
export function writeSums(
  at: usize,
  maximum: f64,
  minimum: f64,
  count: f64,
  total: f64,
  variance: f64,
): void {
  store<f64>(at, maximum, MAXIMUM);
  store<f64>(at, minimum, MINIMUM);
  store<f64>(at, count, COUNT);
  store<f64>(at, total, TOTAL);
  store<f64>(at, total / count, AVERAGE);
  store<f64>(at, variance, VARIANCE);
}

/*
 * Quartiles, between two ranks by straight line: numpy's default, type 7 of Hyndman and Fan, The American Statistician 50
 * (1996). `quarters` is 1 for the lower one, 2 for the median and 3 for the upper one.
 */

/** The rank below a quartile of so many values. */
@inline export function rankBelow(quarters: i32, count: f64): f64 {
  return floor(<f64>quarters * 0.25 * (count - 1));
}

/** The rank above it. */
@inline export function rankAbove(quarters: i32, count: f64): f64 {
  return min(rankBelow(quarters, count) + 1, count - 1);
}

/** Writes a quartile by the values at both ranks. */
export function writeQuartile(at: usize, quarters: i32, count: f64, low: f64, high: f64): void {
  const position = <f64>quarters * 0.25 * (count - 1);
  const place = quarters == 1 ? LOWER_QUARTILE : quarters == 2 ? MEDIAN : UPPER_QUARTILE;
  store<f64>(at + place, low + (high - low) * (position - floor(position)));
}

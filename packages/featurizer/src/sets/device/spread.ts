import { type Unit } from '../../feature-set.ts';
import { type NamedColumn, type Put } from './part.ts';

/** Places a spread takes: count, sum, sum of squares, least, most. */
export const SPREAD_PLACES = 5;

/** Makes the five places from `base` on a spread of no numbers. */
export const prepareSpread = (tally: Float64Array, base: number): void => {
  tally[base + 3] = Number.POSITIVE_INFINITY;
  tally[base + 4] = Number.NEGATIVE_INFINITY;
};

/** Takes in a whole number: sums of whole numbers up to 2^53 are exact, whatever their order. */
export const addToSpread = (tally: Float64Array, base: number, value: number): void => {
  tally[base] += 1;
  tally[base + 1] += value;
  tally[base + 2] += value * value;
  if (value < tally[base + 3]) tally[base + 3] = value;
  if (value > tally[base + 4]) tally[base + 4] = value;
};

/** Least, mean, most. */
export const writeRange = (tally: Float64Array, base: number, put: Put): void => {
  const count = tally[base];
  put(count === 0 ? 0 : tally[base + 3]);
  put(count === 0 ? 0 : tally[base + 1] / count);
  put(count === 0 ? 0 : tally[base + 4]);
};

/** The standard deviation (over n); 0 without numbers. */
export const deviation = (tally: Float64Array, base: number): number => {
  const count = tally[base];
  if (count === 0) return 0;
  const mean = tally[base + 1] / count;
  return Math.sqrt(Math.max(0, tally[base + 2] / count - mean * mean));
};

/** The columns of `writeRange`: `of` is what is measured, such as `wire length of packets sent`. */
export const rangeColumns = (name: string, unit: Unit, of: string): readonly NamedColumn[] => [
  [`${name}_min`, { unit, doc: `Least ${of}; 0 without any.` }],
  [`${name}_mean`, { unit, doc: `Mean ${of}; 0 without any.` }],
  [`${name}_max`, { unit, doc: `Greatest ${of}; 0 without any.` }],
];

import { type Unit } from '../../feature-set.ts';
import { type NamedColumn, type Put } from './part.ts';

/** Places a range takes: count, sum, least, most. */
export const RANGE_PLACES = 4;

/** How many numbers there were, their sum, the least and the most of them. */
interface Range {
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
}

/** Makes the places from `base` on a range of no numbers. */
export const prepareRange = (tally: Float64Array, base: number): void => {
  tally[base + 2] = Number.POSITIVE_INFINITY;
};

/** Adds a range to the one at `base`; sums of whole numbers are exact, whatever their order. */
export const joinRange = (tally: Float64Array, base: number, range: Range): void => {
  if (range.count === 0) return;
  tally[base] += range.count;
  tally[base + 1] += range.sum;
  if (range.least < tally[base + 2]) tally[base + 2] = range.least;
  if (range.most > tally[base + 3]) tally[base + 3] = range.most;
};

/** Takes a single number into the range at `base`. */
export const observeInRange = (tally: Float64Array, base: number, value: number): void => {
  tally[base] += 1;
  tally[base + 1] += value;
  if (value < tally[base + 2]) tally[base + 2] = value;
  if (value > tally[base + 3]) tally[base + 3] = value;
};

/** Least, mean, most; all 0 of no numbers. */
export const writeRange = (tally: Float64Array, base: number, put: Put): void => {
  const count = tally[base];
  put(count === 0 ? 0 : tally[base + 2]);
  put(count === 0 ? 0 : tally[base + 1] / count);
  put(tally[base + 3]);
};

/** The columns of `writeRange`: `of` is what is measured, such as `wire length of packets sent`. */
export const rangeColumns = (name: string, unit: Unit, of: string): readonly NamedColumn[] => [
  [`${name}_min`, { unit, doc: `Least ${of}; 0 without any.` }],
  [`${name}_mean`, { unit, doc: `Mean ${of}; 0 without any.` }],
  [`${name}_max`, { unit, doc: `Greatest ${of}; 0 without any.` }],
];

import { type Unit } from '../../feature-set.ts';
import { type NamedColumn, type Put } from './part.ts';

/** Makes the places from `base` on a range of no numbers: count, sum, least, most. */
export const prepareRange = (tally: Float64Array, base: number): void => {
  tally[base + 2] = Number.POSITIVE_INFINITY;
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

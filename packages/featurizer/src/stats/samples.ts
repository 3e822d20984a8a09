import { EMPTY_SUMMARY, quantile, type Summary } from './summary.ts';

const FIRST_CAPACITY = 4;

/** All values of a sample, kept: exact quantiles for 8 bytes a value (16 just after growing). */
export interface Samples {
  /** Keeps a finite number. */
  add(value: number): void;
  /** Numbers of all values so far, sums correct to the last bits whatever the order. */
  summary(): Summary;
}

/** A sample without values. */
export const createSamples = (): Samples => {
  let values = new Float64Array(FIRST_CAPACITY);
  let count = 0;
  return {
    add(value) {
      if (count === values.length) {
        const grown = new Float64Array(count * 2);
        grown.set(values);
        values = grown;
      }
      values[count] = value;
      count += 1;
    },
    summary: () => summarize(values.slice(0, count).sort()),
  };
};

const summarize = (sorted: Float64Array): Summary => {
  const count = sorted.length;
  if (count === 0) return EMPTY_SUMMARY;
  const total = compensatedSum(sorted, (value) => value);
  const average = total / count;
  const valueAt = (rank: number): number => sorted[rank];
  return {
    max: sorted[count - 1],
    min: sorted[0],
    count,
    total,
    average,
    median: quantile(0.5, count, valueAt),
    variance: count > 1 ? compensatedSum(sorted, (value) => (value - average) ** 2) / (count - 1) : 0,
    lowerQuartile: quantile(0.25, count, valueAt),
    upperQuartile: quantile(0.75, count, valueAt),
  };
};

/** Neumaier's sum: Kahan's with a term that may be larger than the sum so far (ZAMM 54, 1974). */
const compensatedSum = (values: Float64Array, term: (value: number) => number): number => {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = term(value);
    const grown = sum + next;
    lost += Math.abs(sum) >= Math.abs(next) ? sum - grown + next : next - grown + sum;
    sum = grown;
  }
  return sum + lost;
};

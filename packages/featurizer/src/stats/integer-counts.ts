import { EMPTY_SUMMARY, quantile, type Summary } from './summary.ts';

const FIRST_SLOTS = 8;

/** How often each whole number occurred: exact statistics in memory that grows with distinct values only. */
export interface IntegerCounts {
  /** Counts a whole number from 0 to 2^32 - 1. */
  add(value: number): void;
  /** Exact numbers of all values so far. */
  summary(): Summary;
}

/** No numbers yet: a hash table of 16 bytes a slot, at most two thirds full. */
export const createIntegerCounts = (): IntegerCounts => {
  /** A value and its count for each slot; a count of 0 marks a free one. */
  let pairs = new Float64Array(FIRST_SLOTS * 2);
  let distinct = 0;

  const grow = (): void => {
    const old = pairs;
    pairs = new Float64Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] !== 0) pairs.set(old.subarray(at, at + 2), findPair(pairs, old[at]));
    }
  };

  return {
    add(value) {
      const at = findPair(pairs, value);
      pairs[at + 1] += 1;
      if (pairs[at + 1] > 1) return;
      pairs[at] = value;
      distinct += 1;
      if (distinct * 3 > pairs.length) grow();
    },
    summary: () => summarize(sortedPairs(pairs)),
  };
};

/** Where the pair of `value` is, or belongs. */
const findPair = (pairs: Float64Array, value: number): number => {
  const mask = pairs.length - 2;
  const hash = Math.imul(value, 0x9e3779b1);
  let at = ((hash ^ (hash >>> 15)) << 1) & mask;
  while (pairs[at + 1] !== 0 && pairs[at] !== value) at = (at + 2) & mask;
  return at;
};

interface Counted {
  readonly value: number;
  readonly count: number;
}

const sortedPairs = (pairs: Float64Array): Counted[] =>
  Array.from({ length: pairs.length / 2 }, (_, slot) => ({
    value: pairs[slot * 2],
    count: pairs[slot * 2 + 1],
  }))
    .filter(({ count }) => count !== 0)
    .sort((a, b) => a.value - b.value);

const summarize = (sorted: readonly Counted[]): Summary => {
  if (sorted.length === 0) return EMPTY_SUMMARY;
  const sum = (term: (counted: Counted) => number): number =>
    sorted.reduce((total, counted) => total + term(counted), 0);
  const count = sum((counted) => counted.count);
  const total = sum((counted) => counted.count * counted.value);
  const average = total / count;
  const squares = sum((counted) => counted.count * (counted.value - average) ** 2);
  const valueAt = (rank: number): number => {
    let passed = 0;
    return (sorted.find((counted) => (passed += counted.count) > rank) ?? sorted[0]).value;
  };
  return {
    max: sorted[sorted.length - 1].value,
    min: sorted[0].value,
    count,
    total,
    average,
    median: quantile(0.5, count, valueAt),
    variance: count > 1 ? squares / (count - 1) : 0,
    lowerQuartile: quantile(0.25, count, valueAt),
    upperQuartile: quantile(0.75, count, valueAt),
  };
};

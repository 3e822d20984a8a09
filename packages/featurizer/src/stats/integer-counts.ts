import { QuantileSketch } from './quantile-sketch.ts';
import { EMPTY_SUMMARY, quantile, type Summary } from './summary.ts';

/** Distinct numbers of which an `IntegerCounts` gives exact quantiles. */
export const EXACT_INTEGERS = 4096;

const FIRST_SLOTS = 4;

/**
 * Describes a sample of whole numbers that come one by one. All is exact up to `EXACT_INTEGERS` distinct numbers, however
 * often they occur; beyond, as a `QuantileSketch` has it. It takes 16 bytes a slot, a third of them free at least: 64
 * bytes at first, 128 KB at most.
 */
export class IntegerCounts {
  /** A number and how often it occurred for each slot; a count of 0 marks a free one. */
  #pairs = new Float64Array(FIRST_SLOTS * 2);
  #distinct = 0;
  #sketch: QuantileSketch | undefined;

  /** Counts a whole number from 0 to 2^32 - 1. */
  add(value: number): void {
    if (this.#sketch !== undefined) {
      this.#sketch.add(value);
      return;
    }
    const pairs = this.#pairs;
    const at = findPair(pairs, value);
    const times = pairs[at + 1];
    pairs[at + 1] = times + 1;
    if (times === 0) this.#take(at, value);
  }

  /** Counts the numbers of a column at some rows. */
  addRows(column: Uint32Array, rows: Uint32Array): void {
    let pairs = this.#pairs;
    const { length } = rows;
    for (let at = 0; at < length; at += 1) {
      const row = rows[at];
      const value = column[row];
      if (this.#sketch !== undefined) {
        this.#sketch.add(value);
        continue;
      }
      const pair = findPair(pairs, value);
      const times = pairs[pair + 1];
      pairs[pair + 1] = times + 1;
      if (times !== 0) continue;
      this.#take(pair, value);
      pairs = this.#pairs;
    }
  }

  /** The numbers of all values so far. */
  summary(): Summary {
    return this.#sketch?.summary() ?? summarize(sortedPairs(this.#pairs));
  }

  /** Makes a free pair, already counted, that of a number. */
  #take(at: number, value: number): void {
    this.#pairs[at] = value;
    this.#distinct += 1;
    if (this.#distinct > EXACT_INTEGERS) this.#sketch = this.#moveToSketch();
    else if (this.#distinct * 3 > this.#pairs.length) this.#pairs = grown(this.#pairs);
  }

  #moveToSketch(): QuantileSketch {
    const sketch = new QuantileSketch();
    for (const { value, times } of sortedPairs(this.#pairs)) sketch.addMany(value, times);
    this.#pairs = new Float64Array();
    return sketch;
  }
}

const grown = (pairs: Float64Array): Float64Array<ArrayBuffer> => {
  const larger = new Float64Array(pairs.length * 2);
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at + 1] !== 0) larger.set(pairs.subarray(at, at + 2), findPair(larger, pairs[at]));
  }
  return larger;
};

/** Where the pair of `value` is, or belongs. */
const findPair = (pairs: Float64Array, value: number): number => {
  const mask = pairs.length - 2;
  const hash = Math.imul(value, 0x9e3779b1);
  let at = ((hash ^ (hash >>> 15)) << 1) & mask;
  while (pairs[at + 1] !== 0 && pairs[at] !== value) at = (at + 2) & mask;
  return at;
};

interface CountedValue {
  readonly value: number;
  readonly times: number;
}

const sortedPairs = (pairs: Float64Array): CountedValue[] => {
  const found: CountedValue[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at + 1] !== 0) found.push({ value: pairs[at], times: pairs[at + 1] });
  }
  return found.sort((a, b) => a.value - b.value);
};

const summarize = (sorted: readonly CountedValue[]): Summary => {
  if (sorted.length === 0) return EMPTY_SUMMARY;
  let count = 0;
  let total = 0;
  for (const { value, times } of sorted) {
    count += times;
    total += value * times;
  }
  const average = total / count;
  let squares = 0;
  for (const { value, times } of sorted) squares += times * (value - average) ** 2;
  const valueAt = (rank: number): number => {
    let passed = 0;
    return (sorted.find(({ times }) => (passed += times) > rank) ?? sorted[0]).value;
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

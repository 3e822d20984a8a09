import { EMPTY_SUMMARY, quantile, type Summary } from './summary.ts';

const FIRST_SLOTS = 16;

/** How often each whole number occurred: exact statistics in memory that grows with distinct values only. */
export interface IntegerCounts {
  /** Counts a whole number from 0 to 2^32 - 1. */
  add(value: number): void;
  /** Exact numbers of all values so far. */
  summary(): Summary;
}

/** No numbers yet: a hash table of 12 bytes a slot, at most two thirds full. */
export const createIntegerCounts = (): IntegerCounts => {
  let values = new Uint32Array(FIRST_SLOTS);
  /** 0 marks a free slot. */
  let counts = new Float64Array(FIRST_SLOTS);
  let distinct = 0;

  const grow = (): void => {
    const [oldValues, oldCounts] = [values, counts];
    values = new Uint32Array(oldValues.length * 2);
    counts = new Float64Array(oldValues.length * 2);
    for (let old = 0; old < oldValues.length; old += 1) {
      if (oldCounts[old] === 0) continue;
      const slot = findSlot(values, counts, oldValues[old]);
      values[slot] = oldValues[old];
      counts[slot] = oldCounts[old];
    }
  };

  return {
    add(value) {
      const slot = findSlot(values, counts, value);
      if (counts[slot] === 0) {
        values[slot] = value;
        distinct += 1;
      }
      counts[slot] += 1;
      if (distinct * 3 > values.length * 2) grow();
    },
    summary: () => summarize(values, counts),
  };
};

const findSlot = (values: Uint32Array, counts: Float64Array, value: number): number => {
  const mask = values.length - 1;
  const hash = Math.imul(value, 0x9e3779b1);
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (counts[slot] !== 0 && values[slot] !== value) slot = (slot + 1) & mask;
  return slot;
};

const summarize = (values: Uint32Array, counts: Float64Array): Summary => {
  const used = Array.from(values.keys())
    .filter((slot) => counts[slot] !== 0)
    .sort((a, b) => values[a] - values[b]);
  if (used.length === 0) return EMPTY_SUMMARY;
  const count = used.reduce((sum, slot) => sum + counts[slot], 0);
  const total = used.reduce((sum, slot) => sum + counts[slot] * values[slot], 0);
  const average = total / count;
  const squares = used.reduce((sum, slot) => sum + counts[slot] * (values[slot] - average) ** 2, 0);
  const valueAt = (rank: number): number => {
    let passed = 0;
    return values[used.find((slot) => (passed += counts[slot]) > rank) ?? used[0]];
  };
  return {
    max: values[used[used.length - 1]],
    min: values[used[0]],
    count,
    total,
    average,
    median: quantile(0.5, count, valueAt),
    variance: count > 1 ? squares / (count - 1) : 0,
    lowerQuartile: quantile(0.25, count, valueAt),
    upperQuartile: quantile(0.75, count, valueAt),
  };
};

import { QuantileSketch } from './quantile-sketch.ts';
import { EMPTY_SUMMARY, quantile, type Summary } from './summary.ts';

/** Distinct numbers of which an `IntegerCounts` gives exact quantiles. */
export const EXACT_INTEGERS = 4096;

const FIRST_SLOTS = 8;

/** How often each number occurred, in slots found by hash; a count of 0 marks a free one. */
interface Slots {
  readonly keys: Uint32Array;
  readonly counts: Float64Array;
}

/**
 * Describes a sample of whole numbers that come one by one. All is exact up to `EXACT_INTEGERS` distinct numbers, however
 * often they occur; beyond, as a `QuantileSketch` has it. It takes 12 bytes a slot, at most half of them free: 128 bytes
 * at first, 196 KB at most.
 */
export class IntegerCounts {
  #slots: Slots = createSlots(FIRST_SLOTS);
  #distinct = 0;
  #sketch: QuantileSketch | undefined;

  /** Counts a whole number from 0 to 2^32 - 1. */
  add(value: number): void {
    if (this.#sketch !== undefined) {
      this.#sketch.add(value);
      return;
    }
    const { keys, counts } = this.#slots;
    const slot = findSlot(keys, counts, value);
    if (counts[slot] === 0) {
      this.#insert(slot, value);
    } else {
      counts[slot] += 1;
    }
  }

  /** The numbers of all values so far. */
  summary(): Summary {
    return this.#sketch?.summary() ?? summarize(sortedCounts(this.#slots, this.#distinct));
  }

  #insert(slot: number, value: number): void {
    const { keys, counts } = this.#slots;
    keys[slot] = value;
    counts[slot] = 1;
    this.#distinct += 1;
    if (this.#distinct > EXACT_INTEGERS) this.#sketch = this.#moveToSketch();
    else if (this.#distinct * 3 > keys.length * 2) this.#slots = grown(this.#slots);
  }

  #moveToSketch(): QuantileSketch {
    const sketch = new QuantileSketch();
    for (const { value, times } of sortedCounts(this.#slots, this.#distinct)) sketch.addMany(value, times);
    this.#slots = createSlots(0);
    return sketch;
  }
}

const createSlots = (length: number): Slots => ({
  keys: new Uint32Array(length),
  counts: new Float64Array(length),
});

const grown = ({ keys, counts }: Slots): Slots => {
  const larger = createSlots(keys.length * 2);
  keys.forEach((key, slot) => {
    if (counts[slot] === 0) return;
    const place = findSlot(larger.keys, larger.counts, key);
    larger.keys[place] = key;
    larger.counts[place] = counts[slot];
  });
  return larger;
};

/** Where `value` is, or belongs. */
const findSlot = (keys: Uint32Array, counts: Float64Array, value: number): number => {
  const mask = keys.length - 1;
  const hash = Math.imul(value, 0x9e3779b1);
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (keys[slot] !== value && counts[slot] !== 0) slot = (slot + 1) & mask;
  return slot;
};

interface CountedValue {
  readonly value: number;
  readonly times: number;
}

const sortedCounts = ({ keys, counts }: Slots, distinct: number): CountedValue[] => {
  const found: CountedValue[] = [];
  for (let slot = 0; found.length < distinct; slot += 1) {
    if (counts[slot] !== 0) found.push({ value: keys[slot], times: counts[slot] });
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

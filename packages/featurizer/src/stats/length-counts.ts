import { quantile } from './summary.ts';

/** Lengths below this are counted one by one: any frame of Ethernet without jumbo frames. */
export const SHORT_LENGTHS = 1600;

/**
 * The longest frame a capture can hold (MAXIMUM_SNAPLEN of libpcap), in bytes. What claims to be longer is damage: its length is
 * not known and does not count.
 */
export const LONGEST_FRAME = 262_144;

/** Lengths that are only listed, before counting them takes its memory. */
const FEW = 32;
const FIRST_LISTED = 4;

/** Leading bits that are kept of a longer length. */
const KEPT_BITS = 7;

/**
 * How often each length of packets occurred: exact below 1,600 bytes, and within 1/64 of longer ones, save the longest, which is
 * exact. Lengths above `LONGEST_FRAME` do not count. It takes 4 bytes a length up to 32, then 6.4 KB, and some 100 bytes for each kind of longer ones, 1,400 at most.
 */
export class LengthCounts {
  /** The lengths themselves while they are few; then how often each short one was met. */
  #numbers = new Uint32Array(FIRST_LISTED);
  #listed = 0;
  #isCounting = false;
  /** Longer lengths, rounded, and how often they were met. */
  #long: Map<number, number> | undefined;
  #longest = 0;

  /** Takes in the lengths at the given rows of a column, and gives the sum of those that count. */
  addRows(lengths: Uint32Array, rows: Uint32Array): number {
    let sum = 0;
    let at = 0;
    for (; at < rows.length && !this.#isCounting; at += 1) {
      const length = lengths[rows[at]];
      if (length > LONGEST_FRAME) continue;
      sum += length;
      this.add(length);
    }
    const numbers = this.#numbers;
    for (; at < rows.length; at += 1) {
      const length = lengths[rows[at]];
      sum += length;
      if (length < SHORT_LENGTHS) numbers[length] += 1;
      else if (length <= LONGEST_FRAME) this.#addLong(length);
      else sum -= length;
    }
    return sum;
  }

  /** Takes in a length in bytes. */
  add(length: number): void {
    if (length > LONGEST_FRAME) return;
    if (!this.#isCounting) this.#list(length);
    else if (length < SHORT_LENGTHS) this.#numbers[length] += 1;
    else this.#addLong(length);
  }

  /** Every length that occurred and how often, in ascending order. */
  *pairs(): Generator<readonly [length: number, times: number]> {
    if (!this.#isCounting) this.#count();
    for (let length = 0; length < SHORT_LENGTHS; length += 1) {
      if (this.#numbers[length] !== 0) yield [length, this.#numbers[length]];
    }
    const long = [...(this.#long ?? [])].sort(([a], [b]) => a - b);
    for (const [length, times] of long) yield [Math.min(length, this.#longest), times];
  }

  #list(length: number): void {
    if (this.#listed === FEW) {
      this.#count();
      this.add(length);
      return;
    }
    if (this.#listed === this.#numbers.length) {
      const grown = new Uint32Array(this.#listed * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#listed] = length;
    this.#listed += 1;
  }

  #addLong(length: number): void {
    this.#long ??= new Map();
    const rounded = roundLength(length);
    this.#long.set(rounded, (this.#long.get(rounded) ?? 0) + 1);
    if (length > this.#longest) this.#longest = length;
  }

  /** Goes over to counting. */
  #count(): void {
    const listed = this.#numbers.subarray(0, this.#listed);
    this.#numbers = new Uint32Array(SHORT_LENGTHS);
    this.#isCounting = true;
    for (const length of listed) this.add(length);
  }
}

/** The greatest length whose leading bits are the same. */
const roundLength = (length: number): number => {
  const dropped = 32 - Math.clz32(length) - KEPT_BITS;
  return (length | ((1 << dropped) - 1)) >>> 0;
};

/** The quantiles of lengths at the given shares, in ascending order; 0 of no lengths. */
export const lengthQuantiles = (
  pairs: readonly (readonly [length: number, times: number])[],
  shares: readonly number[],
): number[] => {
  const count = pairs.reduce((sum, [, times]) => sum + times, 0);
  if (count === 0) return shares.map(() => 0);
  const valueAt = (rank: number): number => {
    let passed = 0;
    for (const [length, times] of pairs) {
      passed += times;
      if (passed > rank) return length;
    }
    return pairs[pairs.length - 1][0];
  };
  return shares.map((share) => quantile(share, count, valueAt));
};

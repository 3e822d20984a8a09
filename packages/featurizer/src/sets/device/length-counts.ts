import { quantile } from '../../stats/quantile.ts';
import {
  LENGTH_COUNTERS,
  LENGTH_LIST,
  LENGTHS_LISTED,
  LONG_BITS,
  LONG_COUNTERS,
  LONG_FIRST_BITS,
  LONG_LENGTHS,
  LONGEST,
  SHORT_LENGTHS,
} from './layout.ts';

/** Lengths in ascending order, and how often each occurred. */
export type LengthPairs = readonly (readonly [length: number, times: number])[];

/** Long lengths that differ in their leading bits only, as a power of two. */
const HALF_BITS = LONG_BITS - 1;

/**
 * How often each length of packets occurred: exact below 1,600 bytes, and within 1/64 of longer ones, save the longest, which is
 * exact. Lengths above `LONGEST_FRAME` do not count. It takes 4 bytes a length up to 32, then 6.4 KB, and 2.3 KB where there are longer ones.
 * @param at where what is kept of a direction begins.
 */
export const lengthPairs = (buffer: ArrayBuffer, at: number): LengthPairs => {
  const view = new DataView(buffer, at);
  const wordAt = (place: number): number => view.getUint32(place, true);
  const counters = wordAt(LENGTH_COUNTERS);
  if (counters === 0)
    return pairsOfList(new Uint32Array(buffer, wordAt(LENGTH_LIST), wordAt(LENGTHS_LISTED)));
  const pairs: (readonly [length: number, times: number])[] = [];
  const short = new Uint32Array(buffer, counters, SHORT_LENGTHS);
  for (let length = 0; length < SHORT_LENGTHS; length += 1)
    if (short[length] !== 0) pairs.push([length, short[length]]);
  const longAt = wordAt(LONG_COUNTERS);
  if (longAt === 0) return pairs;
  const long = new Uint32Array(buffer, longAt, LONG_LENGTHS);
  const longest = wordAt(LONGEST);
  for (let place = 0; place < LONG_LENGTHS; place += 1)
    if (long[place] !== 0) pairs.push([Math.min(longLengthAt(place), longest), long[place]]);
  return pairs;
};

/** The greatest length that is counted at a place. */
const longLengthAt = (place: number): number => {
  const dropped = (place >>> HALF_BITS) + LONG_FIRST_BITS - LONG_BITS;
  const leading = (1 << HALF_BITS) + (place & ((1 << HALF_BITS) - 1));
  return (leading << dropped) | ((1 << dropped) - 1);
};

/** The greatest length whose leading bits are the same. */
const roundLength = (length: number): number => {
  if (length < SHORT_LENGTHS) return length;
  const dropped = 32 - Math.clz32(length) - LONG_BITS;
  return length | ((1 << dropped) - 1);
};

const pairsOfList = (listed: Uint32Array): LengthPairs => {
  const sorted = listed.slice().sort();
  const longest = sorted.at(-1) ?? 0;
  const times = new Map<number, number>();
  for (const length of sorted) {
    const rounded = Math.min(roundLength(length), longest);
    times.set(rounded, (times.get(rounded) ?? 0) + 1);
  }
  return [...times];
};

/** The quantiles of lengths at the given shares; 0 of no lengths. */
export const lengthQuantiles = (pairs: LengthPairs, shares: readonly number[]): number[] => {
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

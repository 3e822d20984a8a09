import { quantile } from './summary.ts';

/** Gaps that are listed, and so of which quantiles are exact, before they are counted. */
export const EXACT_GAPS = 512;

const FIRST_LISTED = 4;

/** Buckets of an octave, as a power of two. */
const OCTAVE_BITS = 5;
const OCTAVE = 1 << OCTAVE_BITS;
const LARGEST = 0xffffffff;
const BUCKETS = (32 - OCTAVE_BITS) * OCTAVE + OCTAVE;

/** Nanoseconds below this are divided as whole numbers of 32 bits, which is faster. */
const SHORT = 0x7fffffff;
const NANOS_PER_MICRO = 1000;
const NANOS_PER_SECOND = 1e9;

/**
 * Times between packets. Quantiles of up to 512 are exact; of more, they are read from logarithmic buckets of whole microseconds:
 * exact below 32 microseconds, and within 1/64 up to 71 minutes, which stand for longer ones too. Neither depends on the
 * order. It takes 8 bytes a gap up to 512, then 3.6 KB.
 */
export class GapCounts {
  /** The gaps in nanoseconds while they are listed. */
  #listed = new Float64Array(FIRST_LISTED);
  #count = 0;
  #buckets: Uint32Array | undefined;

  /** Takes in the first `count` of some gaps in nanoseconds; none is negative. */
  addAll(gaps: Float64Array, count: number): void {
    let at = 0;
    if (this.#buckets === undefined) {
      at = Math.min(count, EXACT_GAPS - this.#count);
      this.#list(gaps, at);
      if (at === count) return;
      this.#countListed();
    }
    const buckets = this.#buckets ?? new Uint32Array(BUCKETS);
    this.#buckets = buckets;
    this.#count += count - at;
    for (; at < count; at += 1) buckets[bucketOf(gaps[at])] += 1;
  }

  /** Quantiles in seconds at the given shares; 0 of no gaps. */
  quantiles(shares: readonly number[]): number[] {
    const count = this.#count;
    if (count === 0) return shares.map(() => 0);
    const buckets = this.#buckets;
    const sorted = this.#listed.slice(0, count).sort();
    const valueAt = (rank: number): number => (buckets === undefined ? sorted[rank] : gapAt(buckets, rank));
    return shares.map((share) => quantile(share, count, valueAt) / NANOS_PER_SECOND);
  }

  #list(gaps: Float64Array, count: number): void {
    const needed = this.#count + count;
    if (needed > this.#listed.length) {
      const grown = new Float64Array(Math.min(EXACT_GAPS, Math.max(needed, this.#listed.length * 2)));
      grown.set(this.#listed);
      this.#listed = grown;
    }
    for (let at = 0; at < count; at += 1) this.#listed[this.#count + at] = gaps[at];
    this.#count = needed;
  }

  /** Goes over to buckets. */
  #countListed(): void {
    this.#buckets = new Uint32Array(BUCKETS);
    for (let at = 0; at < this.#count; at += 1) this.#buckets[bucketOf(this.#listed[at])] += 1;
    this.#listed = new Float64Array();
  }
}

const bucketOf = (nanos: number): number => {
  const whole = nanos < SHORT ? ((nanos | 0) / NANOS_PER_MICRO) | 0 : longMicros(nanos);
  const octave = Math.max(0, 31 - Math.clz32(whole) - OCTAVE_BITS);
  return octave * OCTAVE + (whole >>> octave);
};

/** Whole microseconds of more nanoseconds than fit a whole number of 32 bits. */
const longMicros = (nanos: number): number => {
  const micros = nanos / NANOS_PER_MICRO;
  return (micros < LARGEST ? micros : LARGEST) >>> 0;
};

/** The middle of the bucket in which the gap at a rank is, in nanoseconds. */
const gapAt = (buckets: Uint32Array, rank: number): number => {
  let bucket = 0;
  for (let passed = buckets[0]; passed <= rank; passed += buckets[bucket]) bucket += 1;
  if (bucket < OCTAVE) return bucket * NANOS_PER_MICRO;
  const octave = Math.floor(bucket / OCTAVE) - 1;
  const first = (bucket - octave * OCTAVE) * 2 ** octave;
  return (first + (2 ** octave - 1) / 2) * NANOS_PER_MICRO;
};

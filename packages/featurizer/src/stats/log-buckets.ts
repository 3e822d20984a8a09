/** Buckets between a power of two and the next: a value lies within 1/256 (0.4 %) of the middle of its bucket. */
const BUCKETS_OF_OCTAVE = 128;
/** Powers of two between which the relative error holds: about 1e-12 and 1e12. */
const LOWEST_EXPONENT = -40;
const HIGHEST_EXPONENT = 40;
const EXPONENT_BIAS = 1023;
/** Leaves the exponent and the seven highest mantissa bits of a double's upper word. */
const DROPPED_BITS = 13;
/** What the bits of the smallest value told from 0 come to, less 1: bucket 0 is that of 0. */
const BITS_OF_ZERO = (LOWEST_EXPONENT + EXPONENT_BIAS) * BUCKETS_OF_OCTAVE - 1;
const LAST_BUCKET = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * BUCKETS_OF_OCTAVE;
/** Counters are taken in steps of so many. */
const STEP = 64;

/** Index of a double's upper word: 1 where the lower word comes first in memory. */
const UPPER_WORD = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 1 : 0;

/** How often each bucket was met, and which bucket the first counter is of. */
interface Counters {
  readonly first: number;
  readonly counts: Float64Array;
}

/**
 * Counts of values in logarithmic buckets of both signs, and one of 0: quantiles of any number of values in bounded
 * memory, whatever the order in which the values come. After DDSketch (Masson, Rim and Lee, PVLDB 12(12), 2019), with the
 * buckets of an octave equally wide, so that a bucket is read off the bits of a number.
 *
 * Relative error at most 1/256 for magnitudes from 2^-40 to 2^40; smaller ones count as 0, larger ones as 2^40. It takes
 * 8 bytes a bucket between the smallest and the largest value: 12 KB from 10 microseconds to 1 minute, 164 KB at most.
 */
export class LogBuckets {
  #counters: Counters = { first: 0, counts: new Float64Array() };

  /** Counts the first `count` of `values`. */
  addAll(values: Float64Array<ArrayBuffer>, count: number): void {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    let { first, counts } = this.#counters;
    for (let at = UPPER_WORD; at < count * 2; at += 2) {
      const bucket = bucketOf(words[at]);
      let place = bucket - first;
      if (place < 0 || place >= counts.length) {
        this.#makeRoom(bucket);
        ({ first, counts } = this.#counters);
        place = bucket - first;
      }
      counts[place] += 1;
    }
  }

  /** Counts one value `times` times. */
  addMany(value: number, times: number): void {
    const bucket = bucketOf(new Uint32Array(Float64Array.of(value).buffer)[UPPER_WORD]);
    this.#makeRoom(bucket);
    this.#counters.counts[bucket - this.#counters.first] += times;
  }

  /** The middle of the bucket of the value at `rank`, counted from 0, in ascending order. */
  valueAt(rank: number): number {
    const { first, counts } = this.#counters;
    let place = 0;
    for (let passed = counts[0]; passed <= rank && place < counts.length - 1; passed += counts[place])
      place += 1;
    return middleOf(first + place);
  }

  #makeRoom(bucket: number): void {
    const { first, counts } = this.#counters;
    const end = first + counts.length;
    if (counts.length === 0) {
      this.#counters = { first: bucket - STEP / 2, counts: new Float64Array(STEP) };
    } else if (bucket < first || bucket >= end) {
      const start = Math.min(first, bucket < first ? bucket - STEP : first);
      const grown = new Float64Array(Math.max(end, bucket >= end ? bucket + STEP : end) - start);
      grown.set(counts, first - start);
      this.#counters = { first: start, counts: grown };
    }
  }
}

/** The bucket of the number whose upper word is given: below 0 for negative ones, 0 for 0. */
const bucketOf = (word: number): number => {
  const bits = ((word & 0x7fffffff) >>> DROPPED_BITS) - BITS_OF_ZERO;
  const bucket = bits <= 0 ? 0 : bits > LAST_BUCKET ? LAST_BUCKET : bits;
  return word >>> 31 === 0 ? bucket : -bucket;
};

const middleOf = (bucket: number): number => {
  if (bucket === 0) return 0;
  const steps = Math.abs(bucket) - 1;
  const octave = Math.floor(steps / BUCKETS_OF_OCTAVE);
  const part = (steps % BUCKETS_OF_OCTAVE) + 0.5;
  return Math.sign(bucket) * (1 + part / BUCKETS_OF_OCTAVE) * 2 ** (octave + LOWEST_EXPONENT);
};

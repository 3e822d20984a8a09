import { LogBuckets } from './log-buckets.ts';
import { Moments } from './moments.ts';
import { rankedValues } from './ranked-values.ts';
import { EMPTY_SUMMARY, quantile, type Summary } from './summary.ts';

/** Values of which a `QuantileSketch` gives exact quantiles, unless told otherwise. */
export const EXACT_VALUES = 4096;

const FIRST_CAPACITY = 4;
/** Values put into buckets together, once there are more than can be kept. */
const BLOCK = 512;

/** What is known of values that are no longer kept. */
interface Counted {
  readonly buckets: LogBuckets;
  readonly moments: Moments;
}

/**
 * Describes a sample whose values come one by one. Quantiles are exact up to `exactValues` values; beyond, they are
 * read from logarithmic buckets, with a relative error of 1/256 at most (`LogBuckets`). Count, sum, mean, variance,
 * minimum and maximum are exact for any number of values. Neither depends on how values are parted into batches.
 *
 * It takes 8 bytes a value (16 just after growing) up to 32 KB with `EXACT_VALUES`, beyond that 4 KB and the buckets, 164 KB at most.
 */
export class QuantileSketch {
  /** The first `#pendingCount` are values not yet counted. */
  #pending = new Float64Array(FIRST_CAPACITY);
  #pendingCount = 0;
  #counted: Counted | undefined;
  readonly #exactValues: number;

  /** @param exactValues values that are kept before they are counted; a power of two from 4 on. */
  constructor(exactValues: number = EXACT_VALUES) {
    this.#exactValues = exactValues;
  }

  /** Takes in a finite number. */
  add(value: number): void {
    if (this.#pendingCount === this.#pending.length) this.#makeRoom();
    this.#pending[this.#pendingCount] = value;
    this.#pendingCount += 1;
  }

  /** Takes in the finite numbers of a column at some rows. */
  addRows(column: Float64Array, rows: Uint32Array): void {
    let pending = this.#pending;
    let pendingCount = this.#pendingCount;
    const { length } = rows;
    for (let at = 0; at < length; at += 1) {
      const row = rows[at];
      if (pendingCount === pending.length) {
        this.#pendingCount = pendingCount;
        this.#makeRoom();
        pendingCount = this.#pendingCount;
        pending = this.#pending;
      }
      pending[pendingCount] = column[row];
      pendingCount += 1;
    }
    this.#pendingCount = pendingCount;
  }

  /** Takes in a finite number `times` times, without keeping it. */
  addMany(value: number, times: number): void {
    const { buckets, moments } = this.#count();
    buckets.addMany(value, times);
    moments.addMany(value, times);
  }

  /** The numbers of all values so far; values may be added afterwards. */
  summary(): Summary {
    const { moments, valueAt } = this.#look();
    const { count } = moments;
    if (count === 0) return EMPTY_SUMMARY;
    const lowerQuartile = quantile(0.25, count, valueAt);
    const median = quantile(0.5, count, valueAt);
    return {
      max: moments.maximum,
      min: moments.minimum,
      count,
      total: moments.total,
      average: moments.total / count,
      median,
      variance: moments.variance,
      lowerQuartile,
      upperQuartile: quantile(0.75, count, valueAt),
    };
  }

  /** The quantiles of all values so far at the given shares, from 0 to 1 in ascending order; 0 of no values. */
  quantiles(shares: readonly number[]): number[] {
    const { moments, valueAt } = this.#look();
    return shares.map((share) => (moments.count === 0 ? 0 : quantile(share, moments.count, valueAt)));
  }

  /** Sums of all values, and what gives the value at a rank; ranks are to be asked for in ascending order. */
  #look(): { readonly moments: Moments; readonly valueAt: (rank: number) => number } {
    if (this.#counted !== undefined) {
      const { buckets, moments } = this.#count();
      const { minimum, maximum } = moments;
      return { moments, valueAt: (rank) => Math.min(Math.max(buckets.valueAt(rank), minimum), maximum) };
    }
    const moments = new Moments();
    if (this.#pendingCount > 0) moments.addAll(this.#pending, this.#pendingCount);
    return { moments, valueAt: rankedValues(this.#pending.slice(0, this.#pendingCount)) };
  }

  #makeRoom(): void {
    if (this.#counted !== undefined) {
      this.#count();
    } else if (this.#pendingCount < this.#exactValues) {
      const grown = new Float64Array(this.#pendingCount * 2);
      grown.set(this.#pending);
      this.#pending = grown;
    } else {
      this.#count();
      this.#pending = new Float64Array(BLOCK);
    }
  }

  /** Counts the values that are pending. */
  #count(): Counted {
    this.#counted ??= { buckets: new LogBuckets(), moments: new Moments() };
    if (this.#pendingCount > 0) {
      this.#counted.buckets.addAll(this.#pending, this.#pendingCount);
      this.#counted.moments.addAll(this.#pending, this.#pendingCount);
      this.#pendingCount = 0;
    }
    return this.#counted;
  }
}

import { quantile } from '../../stats/quantile.ts';
import { GAP_BUCKET_COUNT, GAP_BUCKETS, GAP_LIST, GAPS_LISTED, OCTAVE_BITS } from './layout.ts';
import { type GapQuantiles } from './part.ts';

const OCTAVE = 1 << OCTAVE_BITS;
const NANOS_PER_MICRO = 1000;
const NANOS_PER_SECOND = 1e9;

/**
 * Quantiles of times between packets. Of up to 512 they are exact; of more, they are read from logarithmic buckets of whole
 * microseconds: exact below 32 microseconds, and within 1/64 up to 71 minutes, which stand for longer ones too. Neither depends
 * on the order. It takes 8 bytes a gap up to 512, then 3.6 KB.
 * @param at where what is kept of a direction begins.
 */
export const gapQuantiles = (buffer: ArrayBuffer, at: number): GapQuantiles => {
  const view = new DataView(buffer, at);
  const wordAt = (place: number): number => view.getUint32(place, true);
  const bucketsAt = wordAt(GAP_BUCKETS);
  if (bucketsAt === 0) {
    const sorted = new Float64Array(buffer, wordAt(GAP_LIST), wordAt(GAPS_LISTED)).slice().sort();
    return quantilesOf(sorted.length, (rank) => sorted[rank]);
  }
  const buckets = new Uint32Array(buffer, bucketsAt, GAP_BUCKET_COUNT);
  let count = 0;
  for (let bucket = 0; bucket < GAP_BUCKET_COUNT; bucket += 1) count += buckets[bucket];
  return quantilesOf(count, (rank) => gapAt(buckets, rank));
};

const quantilesOf =
  (count: number, valueAt: (rank: number) => number): GapQuantiles =>
  (shares) =>
    shares.map((share) => (count === 0 ? 0 : quantile(share, count, valueAt) / NANOS_PER_SECOND));

/** The middle of the bucket in which the gap at a rank is, in nanoseconds. */
const gapAt = (buckets: Uint32Array, rank: number): number => {
  let bucket = 0;
  for (let passed = buckets[0]; passed <= rank; passed += buckets[bucket]) bucket += 1;
  if (bucket < OCTAVE) return bucket * NANOS_PER_MICRO;
  const octave = Math.floor(bucket / OCTAVE) - 1;
  const first = (bucket - octave * OCTAVE) * 2 ** octave;
  return (first + (2 ** octave - 1) / 2) * NANOS_PER_MICRO;
};

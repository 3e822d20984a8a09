/*
 * Counts of values in logarithmic buckets of both signs, and one of 0: quantiles of any number of values in bounded memory,
 * whatever the order in which the values come. After DDSketch (Masson, Rim and Lee, PVLDB 12(12), 2019), with the buckets of an
 * octave equally wide, so that a bucket is read off the bits of a number.
 *
 * Relative error at most 1/256 for magnitudes from 2^-40 to 2^40; smaller ones count as 0, larger ones as 2^40. It takes 8 bytes
 * a bucket between the smallest and the largest value, to the next power of two: 16 KB from 10 microseconds to 1 minute, 256 KB
 * at most.
 */
import { allocate, release } from '../blocks';

export const BUCKETS_BYTES: usize = 16;

/* Places: number of the first bucket counted, how many there is room for, and their counters, doubles. */
const FIRST: usize = 0;
const ROOM: usize = 4;
const COUNTERS: usize = 8;

/** Buckets between a power of two and the next: a value lies within 1/256 (0.4 %) of the middle of its bucket. */
const BUCKETS_OF_OCTAVE: i32 = 128;
/** Powers of two between which the relative error holds: about 1e-12 and 1e12. */
const LOWEST_EXPONENT: i32 = -40;
const HIGHEST_EXPONENT: i32 = 40;
const EXPONENT_BIAS: i32 = 1023;
/** Leaves the exponent and the seven highest mantissa bits of a double. */
const DROPPED_BITS: u64 = 45;
/** What the bits of the smallest value told from 0 come to, less 1: bucket 0 is that of 0. */
const BITS_OF_ZERO: i32 = (LOWEST_EXPONENT + EXPONENT_BIAS) * BUCKETS_OF_OCTAVE - 1;
const LAST_BUCKET: i32 = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * BUCKETS_OF_OCTAVE;
/** Buckets that there is room for at first, around that of the first value, and beside each that lies beyond. */
const MARGIN: i32 = 32;

/** The bucket of a value: below 0 for negative ones, 0 for 0. */
@inline function bucketOf(value: f64): i32 {
  const bits = <i32>(reinterpret<u64>(abs(value)) >>> DROPPED_BITS) - BITS_OF_ZERO;
  const bucket = min(max(bits, 0), LAST_BUCKET);
  return reinterpret<i64>(value) < 0 ? -bucket : bucket;
}

/** Room is a power of two of buckets, as blocks are. */
function makeRoom(at: usize, bucket: i32): void {
  const first = load<i32>(at, FIRST);
  const room = load<i32>(at, ROOM);
  let start = bucket - MARGIN;
  let end = bucket + MARGIN;
  if (room > 0) {
    start = min(first, bucket < first ? start : first);
    end = max(first + room, end);
  }
  const grown = 1 << (32 - clz(end - start - 1));
  if (room > 0 && bucket < first) start = end - grown;
  const counters = allocate(<usize>grown << 3);
  if (room > 0) {
    const bytes = <usize>room << 3;
    memory.copy(counters + (<usize>(first - start) << 3), load<u32>(at, COUNTERS), bytes);
    release(load<u32>(at, COUNTERS), bytes);
  }
  store<i32>(at, start, FIRST);
  store<i32>(at, grown, ROOM);
  store<u32>(at, <u32>counters, COUNTERS);
}

/** Counts the doubles from `start` up to `end`, each so many times. */
export function countBlock(at: usize, start: usize, end: usize, times: f64): void {
  let first = load<i32>(at, FIRST);
  let room = load<u32>(at, ROOM);
  let counters = <usize>load<u32>(at, COUNTERS);
  for (let next = start; next < end; next += 8) {
    const bucket = bucketOf(load<f64>(next));
    if (<u32>(bucket - first) >= room) {
      makeRoom(at, bucket);
      first = load<i32>(at, FIRST);
      room = load<u32>(at, ROOM);
      counters = <usize>load<u32>(at, COUNTERS);
    }
    const counter = counters + (<usize>(bucket - first) << 3);
    store<f64>(counter, load<f64>(counter) + times);
  }
}

/** The middle of the bucket of the value at a rank, counted from 0, in ascending order. */
export function valueAtRank(at: usize, rank: f64): f64 {
  const counters = <usize>load<u32>(at, COUNTERS);
  const last = load<i32>(at, ROOM) - 1;
  let place = 0;
  for (let passed = load<f64>(counters); passed <= rank && place < last; ) {
    place++;
    passed += load<f64>(counters + (<usize>place << 3));
  }
  return middleOf(load<i32>(at, FIRST) + place);
}

function middleOf(bucket: i32): f64 {
  if (bucket == 0) return 0;
  const steps = abs(bucket) - 1;
  const octave = steps / BUCKETS_OF_OCTAVE;
  const part = <f64>(steps % BUCKETS_OF_OCTAVE) + 0.5;
  const power = reinterpret<f64>(<u64>(octave + LOWEST_EXPONENT + EXPONENT_BIAS) << 52);
  const middle = (1 + part / <f64>BUCKETS_OF_OCTAVE) * power;
  return bucket < 0 ? -middle : middle;
}

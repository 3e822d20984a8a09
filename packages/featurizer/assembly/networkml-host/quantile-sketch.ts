/*
 * A sample whose values come one by one. Quantiles are exact up to as many values as are kept; beyond, they are read from
 * logarithmic buckets, with a relative error of 1/256 at most (log-buckets.ts). Count, sum, mean, variance, minimum and maximum
 * are exact for any number of values. Neither depends on how values are parted into batches.
 */
import { EXACT_TIMES, MOMENTS_AT } from '../../src/sets/networkml-host/kernel-layout';
import { allocate, release, take } from '../blocks';
import { BUCKETS_BYTES, countBlock, valueAtRank } from './log-buckets';
import {
  addBlock,
  addTimes,
  COUNT,
  MAXIMUM,
  MINIMUM,
  MOMENTS_BYTES,
  startMoments,
  totalOf,
  varianceOf,
} from './moments';
import { select } from './ranks';
import { rankAbove, rankBelow, writeQuartile, writeSums } from './summary';

export const SKETCH_BYTES: usize = 16;

/* Places: first and next value that is pending, where their room ends; what is known of values no longer kept, if there are. */
const START: usize = 0;
const NEXT: usize = 4;
const LIMIT: usize = 8;
const COUNTED: usize = 12;

const FIRST_BYTES: usize = 32;
/** Values that are kept before they are counted: 256 KB. */
const EXACT_BYTES: usize = EXACT_TIMES * 8;
/** Values put into buckets together, once there are more than can be kept: 4 KB. */
const BLOCK_BYTES: usize = 4096;

export function startSketch(at: usize): void {
  setRoom(at, allocate(FIRST_BYTES), FIRST_BYTES);
}

function setRoom(at: usize, start: usize, bytes: usize): void {
  store<u32>(at, <u32>start, START);
  store<u32>(at, <u32>start, NEXT);
  store<u32>(at, <u32>(start + bytes), LIMIT);
}

/** Takes in a finite number. */
@inline export function addValue(at: usize, value: f64): void {
  if (load<u32>(at, NEXT) == load<u32>(at, LIMIT)) makeRoom(at);
  const next = <usize>load<u32>(at, NEXT);
  store<f64>(next, value);
  store<u32>(at, <u32>(next + 8), NEXT);
}

/** Takes in a finite number so many times, without keeping it. */
export function addRepeated(at: usize, value: f64, times: f64): void {
  const counted = countPending(at);
  store<f64>(MOMENTS_AT, value);
  countBlock(counted + MOMENTS_BYTES, MOMENTS_AT, MOMENTS_AT + 8, times);
  addTimes(counted, value, times);
}

function makeRoom(at: usize): void {
  const start = <usize>load<u32>(at, START);
  const bytes = <usize>load<u32>(at, LIMIT) - start;
  if (load<u32>(at, COUNTED) != 0) {
    countPending(at);
  } else if (bytes < EXACT_BYTES) {
    const grown = allocate(bytes * 2);
    memory.copy(grown, start, bytes);
    release(start, bytes);
    setRoom(at, grown, bytes * 2);
    store<u32>(at, <u32>(grown + bytes), NEXT);
  } else {
    countPending(at);
    release(start, bytes);
    setRoom(at, allocate(BLOCK_BYTES), BLOCK_BYTES);
  }
}

/** Counts the values that are pending; gives where moments and buckets are. */
function countPending(at: usize): usize {
  let counted = <usize>load<u32>(at, COUNTED);
  if (counted == 0) {
    counted = take(MOMENTS_BYTES + BUCKETS_BYTES);
    startMoments(counted);
    store<u32>(at, <u32>counted, COUNTED);
  }
  const start = <usize>load<u32>(at, START);
  const next = <usize>load<u32>(at, NEXT);
  if (next == start) return counted;
  countBlock(counted + MOMENTS_BYTES, start, next, 1);
  addBlock(counted, start, next);
  store<u32>(at, <u32>start, NEXT);
  return counted;
}

/** Writes the summary of all values so far; values may be added afterwards. */
export function summarizeSketch(at: usize, summary: usize): void {
  if (load<u32>(at, COUNTED) != 0) {
    const counted = countPending(at);
    summarizeMoments(counted, summary);
    summarizeBuckets(counted, summary);
    return;
  }
  const start = <usize>load<u32>(at, START);
  const next = <usize>load<u32>(at, NEXT);
  if (next == start) return;
  startMoments(MOMENTS_AT);
  addBlock(MOMENTS_AT, start, next);
  summarizeMoments(MOMENTS_AT, summary);
  summarizeValues(start, next - start, summary);
}

function summarizeMoments(at: usize, summary: usize): void {
  const maximum = load<f64>(at, MAXIMUM);
  writeSums(summary, maximum, load<f64>(at, MINIMUM), load<f64>(at, COUNT), totalOf(at), varianceOf(at));
}

function summarizeBuckets(counted: usize, summary: usize): void {
  const count = load<f64>(counted, COUNT);
  for (let quarters = 1; quarters <= 3; quarters++) {
    const low = valueAtBucket(counted, rankBelow(quarters, count));
    writeQuartile(summary, quarters, count, low, valueAtBucket(counted, rankAbove(quarters, count)));
  }
}

function valueAtBucket(counted: usize, rank: f64): f64 {
  const value = valueAtRank(counted + MOMENTS_BYTES, rank);
  return min(max(value, load<f64>(counted, MINIMUM)), load<f64>(counted, MAXIMUM));
}

/** Of values that are all kept. */
function summarizeValues(start: usize, bytes: usize, summary: usize): void {
  const values = allocate(bytes);
  memory.copy(values, start, bytes);
  const count = <i32>(bytes >>> 3);
  let settled = 0;
  for (let quarters = 1; quarters <= 3; quarters++) {
    const below = <i32>rankBelow(quarters, count);
    const above = <i32>rankAbove(quarters, count);
    const low = select(values, count, settled, below);
    settled = max(settled, below + 1);
    const high = select(values, count, settled, above);
    settled = max(settled, above + 1);
    writeQuartile(summary, quarters, count, low, high);
  }
  release(values, bytes);
}

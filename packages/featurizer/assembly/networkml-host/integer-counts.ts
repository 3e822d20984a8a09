/*
 * How often each length of packets occurred. All is exact up to `EXACT_LENGTHS` distinct lengths, however often they occur;
 * beyond, as a sketch has it (quantile-sketch.ts). It takes 16 bytes a place, a third of them free at least: 64 bytes at
 * first, 128 KB at most, and then the buckets of the sketch.
 */
import {
  EXACT_LENGTHS,
  LENGTHS,
  LENGTHS_DISTINCT,
  LENGTHS_MASK,
  LENGTHS_SKETCH,
  NO_LENGTHS_AT,
} from '../../src/sets/networkml-host/kernel-layout';
import { allocate, release, take } from '../blocks';
import { addRepeated, addValue, SKETCH_BYTES, startSketch, summarizeSketch } from './quantile-sketch';
import { sortRange } from './ranks';
import { rankAbove, rankBelow, writeQuartile, writeSums } from './summary';

/* A place: the length and 1, 0 where it is free; and how often it occurred, a double. */
const TIMES: usize = 8;
const PLACE_BYTES: usize = 16;
const FIRST_BYTES: usize = 64;

@inline function keyOf(length: u32): u64 {
  return <u64>length + 1;
}

@inline function hashOf(length: u32): usize {
  const hash = length * 0x9e3779b1;
  return <usize>(hash ^ (hash >>> 15)) << 4;
}

export function startLengths(state: usize): void {
  setTable(state, allocate(FIRST_BYTES), FIRST_BYTES);
}

function setTable(state: usize, table: usize, bytes: usize): void {
  store<u32>(state, <u32>table, LENGTHS);
  store<u32>(state, <u32>(bytes - PLACE_BYTES), LENGTHS_MASK);
}

/** Counts a length. Most are where they are looked for first. */
@inline export function addLength(state: usize, length: u32): void {
  const place = <usize>load<u32>(state, LENGTHS) + (hashOf(length) & <usize>load<u32>(state, LENGTHS_MASK));
  if (load<u64>(place) == keyOf(length)) store<f64>(place, load<f64>(place, TIMES) + 1, TIMES);
  else addAnother(state, length);
}

function addAnother(state: usize, length: u32): void {
  const sketch = <usize>load<u32>(state, LENGTHS_SKETCH);
  if (sketch != 0) {
    addValue(sketch, <f64>length);
    return;
  }
  const table = <usize>load<u32>(state, LENGTHS);
  const mask = <usize>load<u32>(state, LENGTHS_MASK);
  const place = find(table, mask, length);
  if (load<u64>(place) != 0) {
    store<f64>(place, load<f64>(place, TIMES) + 1, TIMES);
    return;
  }
  store<u64>(place, keyOf(length));
  store<f64>(place, 1, TIMES);
  const distinct = load<u32>(state, LENGTHS_DISTINCT) + 1;
  store<u32>(state, distinct, LENGTHS_DISTINCT);
  if (distinct > <u32>EXACT_LENGTHS) moveToSketch(state);
  else if (<usize>distinct * 3 * PLACE_BYTES > 2 * (mask + PLACE_BYTES)) grow(state);
}

/** Where a length is, or belongs. */
function find(table: usize, mask: usize, length: u32): usize {
  let at = hashOf(length) & mask;
  while (load<u64>(table + at) != 0 && load<u64>(table + at) != keyOf(length)) at = (at + PLACE_BYTES) & mask;
  return table + at;
}

function grow(state: usize): void {
  const table = <usize>load<u32>(state, LENGTHS);
  const bytes = <usize>load<u32>(state, LENGTHS_MASK) + PLACE_BYTES;
  const larger = allocate(bytes * 2);
  for (let at = table; at < table + bytes; at += PLACE_BYTES) {
    if (load<u64>(at) == 0) continue;
    const place = find(larger, bytes * 2 - PLACE_BYTES, <u32>(load<u64>(at) - 1));
    v128.store(place, v128.load(at));
  }
  release(table, bytes);
  setTable(state, larger, bytes * 2);
}

function moveToSketch(state: usize): void {
  const sketch = take(SKETCH_BYTES);
  startSketch(sketch);
  sortLengths(state);
  for (let index = 0; index < sortedCount; index++) addRepeated(sketch, lengthAt(index), timesAt(index));
  releaseSorted();
  release(load<u32>(state, LENGTHS), <usize>load<u32>(state, LENGTHS_MASK) + PLACE_BYTES);
  setTable(state, NO_LENGTHS_AT, PLACE_BYTES);
  store<u32>(state, <u32>sketch, LENGTHS_SKETCH);
}

/* The lengths in ascending order, and behind them how often each occurred: doubles. */
let sortedAt: usize = 0;
let sortedCount: i32 = 0;

@inline function lengthAt(index: i32): f64 {
  return load<f64>(sortedAt + (<usize>index << 3));
}

@inline function timesAt(index: i32): f64 {
  return load<f64>(sortedAt + (<usize>(sortedCount + index) << 3));
}

function sortLengths(state: usize): void {
  const table = <usize>load<u32>(state, LENGTHS);
  const mask = <usize>load<u32>(state, LENGTHS_MASK);
  sortedCount = load<i32>(state, LENGTHS_DISTINCT);
  sortedAt = allocate(<usize>sortedCount * 16);
  let next = sortedAt;
  for (let at = table; at <= table + mask; at += PLACE_BYTES) {
    if (load<u64>(at) == 0) continue;
    store<f64>(next, <f64>(load<u64>(at) - 1));
    next += 8;
  }
  sortRange(sortedAt, 0, sortedCount - 1);
  for (let index = 0; index < sortedCount; index++) {
    store<f64>(next, load<f64>(find(table, mask, <u32>lengthAt(index)), TIMES));
    next += 8;
  }
}

function releaseSorted(): void {
  release(sortedAt, <usize>sortedCount * 16);
}

/** Writes the summary of all lengths so far. */
export function summarizeLengths(state: usize, summary: usize): void {
  const sketch = <usize>load<u32>(state, LENGTHS_SKETCH);
  if (sketch != 0) {
    summarizeSketch(sketch, summary);
    return;
  }
  sortLengths(state);
  let count: f64 = 0;
  let total: f64 = 0;
  for (let index = 0; index < sortedCount; index++) {
    count += timesAt(index);
    total += lengthAt(index) * timesAt(index);
  }
  const average = total / count;
  let squares: f64 = 0;
  for (let index = 0; index < sortedCount; index++) {
    const distance = lengthAt(index) - average;
    squares += timesAt(index) * (distance * distance);
  }
  const variance = count > 1 ? squares / (count - 1) : 0;
  writeSums(summary, lengthAt(sortedCount - 1), lengthAt(0), count, total, variance);
  for (let quarters = 1; quarters <= 3; quarters++) {
    const low = lengthAtRank(rankBelow(quarters, count));
    writeQuartile(summary, quarters, count, low, lengthAtRank(rankAbove(quarters, count)));
  }
  releaseSorted();
}

function lengthAtRank(rank: f64): f64 {
  let index = 0;
  for (let passed = timesAt(0); passed <= rank && index < sortedCount - 1; passed += timesAt(index)) index++;
  return lengthAt(index);
}

import {
  ACTIVE_SECONDS,
  EXACT_GAPS,
  FIRST_TIME,
  GAPS_LISTED,
  GAP_BUCKETS,
  GAP_BUCKET_COUNT,
  GAP_LIST,
  IN_SECOND,
  LAST_TIME,
  LATEST_TIME,
  NANOS,
  OCTAVE_BITS,
  PEAK,
  SECONDS,
  SECOND_START,
  SPAN_NANOS,
  TIMED_PACKETS,
  TIMES,
  TIMING,
} from '../../src/sets/device/layout';
import { allocate, release } from '../blocks';
import { f64Of, i64Of, setI64, u32Of } from './columns';
import { add, at, count, set } from './state';

const NANOS_PER_SECOND: i64 = 1_000_000_000;
const NANOS_PER_MICRO: i64 = 1000;
const LARGEST_MICROS: i64 = 0xffffffff;

/** The time of no packet: earlier than all. */
const NO_TIME: i64 = i64.MIN_VALUE;
/** Seconds from 1970 to the times that are told apart, the years 1824 to 2115; so no two of them are too far apart. */
const FARTHEST: f64 = 4.6e9;

const FIRST_LISTED: u32 = 4;

/** Puts times together, in whole nanoseconds: exact wherever the epoch lies. NaN, the seconds of none, gives none. */
export function readTimes(rows: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    const seconds = f64Of(SECONDS, row);
    const whole = <i64>max(-FARTHEST, min(FARTHEST, seconds == seconds ? seconds : 0));
    const time = whole * NANOS_PER_SECOND + u32Of(NANOS, row);
    setI64(TIMES, row, seconds == seconds ? time : NO_TIME);
  }
}

/** Makes a device one without times. */
export function startTiming(device: usize, sent: usize, received: usize): void {
  store<i64>(device + ((TIMING + SECOND_START) << 3), NO_TIME);
  store<i64>(sent, NO_TIME, LATEST_TIME);
  store<i64>(received, NO_TIME, LATEST_TIME);
}

/** Counts a gap in nanoseconds in its bucket: whole microseconds first, then so many buckets of each octave. */
@inline function countGap(buckets: usize, nanos: i64): void {
  const micros = <u32>min(LARGEST_MICROS, nanos / NANOS_PER_MICRO);
  const octave = max<i32>(0, 31 - clz<u32>(micros) - OCTAVE_BITS);
  const counter = buckets + (((octave << OCTAVE_BITS) + (micros >>> octave)) << 2);
  store<u32>(counter, load<u32>(counter) + 1);
}

/** Lists a gap, or goes over to counting. */
function listGap(direction: usize, nanos: i64): void {
  const listed = load<u32>(direction, GAPS_LISTED);
  let list = <usize>load<u32>(direction, GAP_LIST);
  if (listed == EXACT_GAPS) {
    const buckets = allocate(GAP_BUCKET_COUNT << 2);
    store<u32>(direction, <u32>buckets, GAP_BUCKETS);
    for (let gap = list; gap < list + (listed << 3); gap += 8) countGap(buckets, <i64>load<f64>(gap));
    countGap(buckets, nanos);
    release(list, EXACT_GAPS << 3);
    return;
  }
  if (list == 0) {
    list = allocate(FIRST_LISTED << 3);
    store<u32>(direction, <u32>list, GAP_LIST);
  } else if (listed >= FIRST_LISTED && popcnt(listed) == 1) {
    const grown = allocate(listed << 4);
    memory.copy(grown, list, listed << 3);
    release(list, listed << 3);
    list = grown;
    store<u32>(direction, <u32>list, GAP_LIST);
  }
  store<f64>(list + (listed << 3), <f64>nanos);
  store<u32>(direction, listed + 1, GAPS_LISTED);
}

/** Takes in the time since the packet before of the same direction. */
@inline function observeGap(direction: usize, time: i64): void {
  const latest = load<i64>(direction, LATEST_TIME);
  store<i64>(direction, time, LATEST_TIME);
  if (latest == NO_TIME) return;
  const gap = max<i64>(0, time - latest);
  const buckets = <usize>load<u32>(direction, GAP_BUCKETS);
  if (buckets != 0) countGap(buckets, gap);
  else listGap(direction, gap);
}

@inline function timeAt(device: usize, place: usize): i64 {
  return load<i64>(device + ((place + TIMING) << 3));
}

@inline function setTime(device: usize, place: usize, time: i64): void {
  store<i64>(device + ((place + TIMING) << 3), time);
}

/** Goes over to another second, counted from the device's first packet. */
function startSecond(device: usize, time: i64): void {
  if (timeAt(device, SECOND_START) == NO_TIME) {
    setTime(device, FIRST_TIME, time);
    setTime(device, LAST_TIME, time);
  }
  closeSecond(device);
  const late = time - timeAt(device, FIRST_TIME);
  const within = late % NANOS_PER_SECOND;
  setTime(device, SECOND_START, time - (within < 0 ? within + NANOS_PER_SECOND : within));
  count(device, TIMING + ACTIVE_SECONDS);
}

/** Takes in the packets of the second counted. */
function closeSecond(device: usize): void {
  const packets = at(device, TIMING + IN_SECOND);
  add(device, TIMING + TIMED_PACKETS, packets);
  if (packets > at(device, TIMING + PEAK)) set(device, TIMING + PEAK, packets);
  set(device, TIMING + IN_SECOND, 0);
}

/** Completes what was counted of times. */
export function finishTiming(device: usize): void {
  closeSecond(device);
  set(device, TIMING + SPAN_NANOS, <f64>(timeAt(device, LAST_TIME) - timeAt(device, FIRST_TIME)));
}

/** Takes in a packet's time. */
@inline export function observeTime(device: usize, direction: usize, row: usize): void {
  const time = i64Of(TIMES, row);
  if (time == NO_TIME) return;
  if (<u64>(time - timeAt(device, SECOND_START)) >= <u64>NANOS_PER_SECOND) startSecond(device, time);
  count(device, TIMING + IN_SECOND);
  if (time > timeAt(device, LAST_TIME)) setTime(device, LAST_TIME, time);
  observeGap(direction, time);
}

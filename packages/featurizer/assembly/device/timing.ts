import {
  ACTIVE_SECONDS,
  EXACT_GAPS,
  FIRST_NANOS,
  FIRST_SECONDS,
  GAPS_LISTED,
  GAP_BUCKETS,
  GAP_BUCKET_COUNT,
  GAP_LIST,
  IN_SECOND,
  LATEST_NANOS,
  LATEST_SECONDS,
  OCTAVE_BITS,
  PEAK,
  SECOND,
  SPAN_NANOS,
  TIMED_PACKETS,
  TIMING,
} from '../../src/sets/device/layout';
import { allocate, release } from '../blocks';
import { add, at, count, set } from './state';

const NANOS_PER_SECOND: f64 = 1e9;
const NANOS_PER_MICRO: u32 = 1000;
/** Nanoseconds below this are divided as whole numbers of 32 bits, which is faster. */
const SHORT_NANOS: f64 = 2147483647;
const LARGEST_MICROS: f64 = 4294967295;

const FIRST_LISTED: u32 = 4;

@inline function microsOf(nanos: f64): u32 {
  if (nanos < SHORT_NANOS) return <u32>nanos / NANOS_PER_MICRO;
  const micros = nanos / <f64>NANOS_PER_MICRO;
  return micros < LARGEST_MICROS ? <u32>micros : <u32>LARGEST_MICROS;
}

/** Counts a gap in its bucket: exact ones first, then so many of each octave. */
@inline function countGap(buckets: usize, nanos: f64): void {
  const micros = microsOf(nanos);
  const octave = max<i32>(0, 31 - clz<u32>(micros) - OCTAVE_BITS);
  const counter = buckets + (((octave << OCTAVE_BITS) + (micros >>> octave)) << 2);
  store<u32>(counter, load<u32>(counter) + 1);
}

/** Lists a gap, or goes over to counting. */
function listGap(direction: usize, nanos: f64): void {
  const listed = load<u32>(direction, GAPS_LISTED);
  let list = <usize>load<u32>(direction, GAP_LIST);
  if (listed == EXACT_GAPS) {
    const buckets = allocate(GAP_BUCKET_COUNT << 2);
    store<u32>(direction, <u32>buckets, GAP_BUCKETS);
    for (let gap = list; gap < list + (listed << 3); gap += 8) countGap(buckets, load<f64>(gap));
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
  store<f64>(list + (listed << 3), nanos);
  store<u32>(direction, listed + 1, GAPS_LISTED);
}

/** Takes in the time since the packet before of the same direction, in whole nanoseconds: exact wherever the epoch lies. */
@inline function observeGap(direction: usize, seconds: f64, nanos: f64): void {
  const latest = load<f64>(direction, LATEST_SECONDS);
  if (latest == latest) {
    const gap = (seconds - latest) * NANOS_PER_SECOND + (nanos - <f64>load<u32>(direction, LATEST_NANOS));
    const elapsed = gap > 0 ? gap : 0;
    const buckets = <usize>load<u32>(direction, GAP_BUCKETS);
    if (buckets != 0) countGap(buckets, elapsed);
    else listGap(direction, elapsed);
  }
  store<f64>(direction, seconds, LATEST_SECONDS);
  store<u32>(direction, <u32>nanos, LATEST_NANOS);
}

/** Counts a packet to the seconds since the device's first packet. */
@inline function observeSecond(device: usize, seconds: f64, nanos: f64): void {
  if (at(device, TIMING + TIMED_PACKETS) == 0) {
    set(device, TIMING + FIRST_SECONDS, seconds);
    set(device, TIMING + FIRST_NANOS, nanos);
  }
  count(device, TIMING + TIMED_PACKETS);
  const lateSeconds = seconds - at(device, TIMING + FIRST_SECONDS);
  const lateNanos = nanos - at(device, TIMING + FIRST_NANOS);
  const elapsed = lateSeconds * NANOS_PER_SECOND + lateNanos;
  if (elapsed > at(device, TIMING + SPAN_NANOS)) set(device, TIMING + SPAN_NANOS, elapsed);
  const current = lateNanos < 0 ? lateSeconds - 1 : lateSeconds;
  if (current != at(device, TIMING + SECOND)) {
    closeSecond(device);
    set(device, TIMING + SECOND, current);
    set(device, TIMING + IN_SECOND, 0);
    count(device, TIMING + ACTIVE_SECONDS);
  }
  add(device, TIMING + IN_SECOND, 1);
}

/** Compares the second counted with the one of most packets. */
export function closeSecond(device: usize): void {
  const packets = at(device, TIMING + IN_SECOND);
  if (packets > at(device, TIMING + PEAK)) set(device, TIMING + PEAK, packets);
}

/** Takes in a packet's time; seconds are NaN where it has none. */
@inline export function observeTime(device: usize, direction: usize, seconds: f64, nanos: f64): void {
  if (seconds != seconds) return;
  observeSecond(device, seconds, nanos);
  observeGap(direction, seconds, nanos);
}

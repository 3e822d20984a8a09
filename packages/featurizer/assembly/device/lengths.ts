import {
  FEW_LENGTHS,
  LENGTHS_LISTED,
  LENGTH_COUNTERS,
  LENGTH_LIST,
  LONGEST,
  LONGEST_FRAME,
  LONG_BITS,
  LONG_COUNTERS,
  LONG_FIRST_BITS,
  LONG_LENGTHS,
  SHORT_LENGTHS,
  VOLUME_BYTES,
} from '../../src/sets/device/layout';
import { allocate, release, take } from '../blocks';
import { add } from './state';

const FIRST_LISTED: u32 = 4;

@inline function increment(counter: usize): void {
  store<u32>(counter, load<u32>(counter) + 1);
}

/** Counts a length from `SHORT_LENGTHS` on by its leading bits. */
function countLong(direction: usize, length: u32): void {
  let counters = <usize>load<u32>(direction, LONG_COUNTERS);
  if (counters == 0) {
    counters = take(LONG_LENGTHS << 2);
    store<u32>(direction, <u32>counters, LONG_COUNTERS);
  }
  const bits = 32 - clz<u32>(length);
  const leading = (length >>> (bits - LONG_BITS)) & ((1 << (LONG_BITS - 1)) - 1);
  increment(counters + ((((bits - LONG_FIRST_BITS) << (LONG_BITS - 1)) + leading) << 2));
  if (length > load<u32>(direction, LONGEST)) store<u32>(direction, length, LONGEST);
}

@inline function countLength(direction: usize, counters: usize, length: u32): void {
  if (length < <u32>SHORT_LENGTHS) increment(counters + (length << 2));
  else countLong(direction, length);
}

/** Lists a length, or goes over to counting. */
function listLength(direction: usize, length: u32): void {
  const listed = load<u32>(direction, LENGTHS_LISTED);
  let list = <usize>load<u32>(direction, LENGTH_LIST);
  if (listed == FEW_LENGTHS) {
    const counters = take(SHORT_LENGTHS << 2);
    store<u32>(direction, <u32>counters, LENGTH_COUNTERS);
    for (let at = list; at < list + (listed << 2); at += 4) countLength(direction, counters, load<u32>(at));
    countLength(direction, counters, length);
    release(list, FEW_LENGTHS << 2);
    return;
  }
  if (list == 0) {
    list = allocate(FIRST_LISTED << 2);
    store<u32>(direction, <u32>list, LENGTH_LIST);
  } else if (listed >= FIRST_LISTED && popcnt(listed) == 1) {
    const grown = allocate(listed << 3);
    memory.copy(grown, list, listed << 2);
    release(list, listed << 2);
    list = grown;
    store<u32>(direction, <u32>list, LENGTH_LIST);
  }
  store<u32>(list + (listed << 2), length);
  store<u32>(direction, listed + 1, LENGTHS_LISTED);
}

/** Takes in a length on the wire. */
@inline export function observeLength(device: usize, direction: usize, isReceived: u32, length: u32): void {
  if (length > <u32>LONGEST_FRAME) return;
  add(device, VOLUME_BYTES + isReceived, <f64>length);
  const counters = <usize>load<u32>(direction, LENGTH_COUNTERS);
  if (counters != 0) countLength(direction, counters, length);
  else listLength(direction, length);
}

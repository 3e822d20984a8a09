/*
 * Sets of distinct whole numbers from 0 to 2^32 - 2 with a bound: open addressing, 8 to 16 bytes a number. A set is three words,
 * all 0 while it is empty: the address of its slots, how many there are, and how many numbers it holds.
 */
import { allocate, release } from '../blocks';

const SLOT_COUNT: usize = 4;
const SIZE: usize = 8;

const FIRST_SLOTS: u32 = 8;
const GOLDEN: u32 = 0x9e3779b1;

/** Address of the slot where the entry, a number + 1, is or belongs. */
@inline function slotOf(slots: usize, slotCount: u32, entry: u32): usize {
  const mask = slotCount - 1;
  const hash = entry * GOLDEN;
  let slot = (hash ^ (hash >>> 15)) & mask;
  let at = slots + (slot << 2);
  for (let found = load<u32>(at); found != 0 && found != entry; found = load<u32>(at)) {
    slot = (slot + 1) & mask;
    at = slots + (slot << 2);
  }
  return at;
}

function grow(set: usize, slotCount: u32): void {
  const old = <usize>load<u32>(set);
  const slots = allocate(slotCount << 3);
  for (let at = old; at < old + (slotCount << 2); at += 4) {
    const entry = load<u32>(at);
    if (entry != 0) store<u32>(slotOf(slots, slotCount << 1, entry), entry);
  }
  release(old, slotCount << 2);
  store<u32>(set, <u32>slots);
  store<u32>(set, slotCount << 1, SLOT_COUNT);
}

/** Takes in a number, unless it is known or the set holds so many; tells whether it did. */
export function addInteger(set: usize, value: u32, most: u32): bool {
  const size = load<u32>(set, SIZE);
  if (size == most) return false;
  if (load<u32>(set) == 0) {
    store<u32>(set, <u32>allocate(FIRST_SLOTS << 2));
    store<u32>(set, FIRST_SLOTS, SLOT_COUNT);
  }
  const slotCount = load<u32>(set, SLOT_COUNT);
  const slot = slotOf(<usize>load<u32>(set), slotCount, value + 1);
  if (load<u32>(slot) != 0) return false;
  store<u32>(slot, value + 1);
  store<u32>(set, size + 1, SIZE);
  if ((size + 1) << 1 > slotCount) grow(set, slotCount);
  return true;
}

/*
 * Sets of distinct IPv6 addresses other than :: with a bound: open addressing, 32 to 64 bytes an address. A set is three words,
 * all 0 while it is empty: the address of its slots, how many there are, and how many addresses it holds.
 */
import { allocate, release } from '../blocks';

const SLOT_COUNT: usize = 4;
const SIZE: usize = 8;

const FIRST_SLOTS: u32 = 4;

/** Murmur3's mixing of 32-bit words, without its length. */
@inline function mix(hash: u32, word: u32): u32 {
  const mixed = (hash ^ word) * 0xcc9e2d51;
  return mixed ^ (mixed >>> 15);
}

/** Address of the slot where the IPv6 address, four words, is or belongs. */
function slotOf(slots: usize, slotCount: u32, address: v128): usize {
  const mask = slotCount - 1;
  let hash = mix(6, i32x4.extract_lane(address, 3));
  hash = mix(hash, i32x4.extract_lane(address, 2));
  hash = mix(hash, i32x4.extract_lane(address, 1));
  hash = mix(hash, i32x4.extract_lane(address, 0));
  let slot = (hash ^ (hash >>> 13)) & mask;
  let at = slots + (slot << 4);
  for (let found = v128.load(at); v128.any_true(found); found = v128.load(at)) {
    if (i32x4.all_true(i32x4.eq(found, address))) break;
    slot = (slot + 1) & mask;
    at = slots + (slot << 4);
  }
  return at;
}

function grow(set: usize, slotCount: u32): void {
  const old = <usize>load<u32>(set);
  const slots = allocate(slotCount << 5);
  for (let at = old; at < old + (slotCount << 4); at += 16) {
    const address = v128.load(at);
    if (v128.any_true(address)) v128.store(slotOf(slots, slotCount << 1, address), address);
  }
  release(old, slotCount << 4);
  store<u32>(set, <u32>slots);
  store<u32>(set, slotCount << 1, SLOT_COUNT);
}

/** How many addresses a set holds. */
@inline export function ipv6SetSize(set: usize): u32 {
  return load<u32>(set, SIZE);
}

/** Takes in an address, unless it is known or the set holds so many; tells whether it did. */
export function addIpv6(set: usize, address: v128, most: u32): bool {
  const size = load<u32>(set, SIZE);
  if (size == most) return false;
  if (load<u32>(set) == 0) {
    store<u32>(set, <u32>allocate(FIRST_SLOTS << 4));
    store<u32>(set, FIRST_SLOTS, SLOT_COUNT);
  }
  const slotCount = load<u32>(set, SLOT_COUNT);
  const slot = slotOf(<usize>load<u32>(set), slotCount, address);
  if (v128.any_true(v128.load(slot))) return false;
  v128.store(slot, address);
  store<u32>(set, size + 1, SIZE);
  if ((size + 1) << 1 > slotCount) grow(set, slotCount);
  return true;
}

/*
 * Distinct addresses, 'no address' (version 0) counting as one. They take 24 to 48 bytes each, up to `ADDRESSES` of them: 384 KB.
 * Calls with others are counted.
 */
import {
  ADDRESSES,
  LATEST_VERSION,
  OVERFLOW,
  RECORDS,
  SIZE,
  SLOTS,
  SLOTS_MASK,
} from '../../src/sets/networkml-host/kernel-layout';
import { allocate, release } from '../blocks';

const RECORD_BYTES: usize = 16;
/** Two places for each record: its number and 1, with the version from bit 16 on; 0 where it is free. */
const SLOT_BYTES: usize = 4;
const FIRST_RECORDS: usize = 2;
const VERSION_SHIFT: u32 = 16;
const PLACE_MASK: u32 = 0xffff;

/** Stands for a version where there is no latest address, or where it did not fit. */
const NO_VERSION: u32 = 0xffff;

export function startAddresses(set: usize): void {
  store<u32>(set, NO_VERSION, LATEST_VERSION);
  setRoom(set, FIRST_RECORDS);
}

function setRoom(set: usize, records: usize): void {
  store<u32>(set, <u32>allocate(records * RECORD_BYTES), RECORDS);
  const slotsBytes = records * 2 * SLOT_BYTES;
  store<u32>(set, <u32>allocate(slotsBytes), SLOTS);
  store<u32>(set, <u32>slotsBytes - <u32>SLOT_BYTES, SLOTS_MASK);
}

/** Takes in an address of four words. Most are the same as the one before. */
@inline export function addAddress(set: usize, version: u32, words: v128): void {
  if (load<u32>(set, LATEST_VERSION) != version || v128.any_true(v128.xor(v128.load(set), words))) {
    addAnother(set, version, words);
  }
}

@inline function hashOf(words: v128): usize {
  const mixed = (i64x2.extract_lane(words, 0) * 0x9e3779b97f4a7c15) ^ i64x2.extract_lane(words, 1);
  const hash = <u64>(mixed * 0xff51afd7ed558ccd) >>> 32;
  return <usize>(hash ^ (hash >>> 15)) << 2;
}

function addAnother(set: usize, version: u32, words: v128): void {
  v128.store(set, words);
  store<u32>(set, version, LATEST_VERSION);
  const hasPrefix = (i64x2.extract_lane(words, 0) | <i64>i32x4.extract_lane(words, 2)) != 0;
  if (version == 0) words = i64x2.splat(0);
  // NetworkML counts an IPv6 address below 2^32 as the IPv4 address of that number: `::` is 0.0.0.0 to it.
  else if (version == 6 && !hasPrefix) version = 4;
  const records = <usize>load<u32>(set, RECORDS);
  const slots = <usize>load<u32>(set, SLOTS);
  const mask = <usize>load<u32>(set, SLOTS_MASK);
  let slot = hashOf(words) & mask;
  for (let entry = load<u32>(slots + slot); entry != 0; entry = load<u32>(slots + slot)) {
    const record = records + <usize>((entry & PLACE_MASK) - 1) * RECORD_BYTES;
    if (entry >>> VERSION_SHIFT == version && !v128.any_true(v128.xor(v128.load(record), words))) return;
    slot = (slot + SLOT_BYTES) & mask;
  }
  insert(set, version, words, slots + slot);
}

function insert(set: usize, version: u32, words: v128, slot: usize): void {
  const size = load<u32>(set, SIZE);
  if (size == <u32>ADDRESSES) {
    store<f64>(set, load<f64>(set, OVERFLOW) + 1, OVERFLOW);
    store<u32>(set, NO_VERSION, LATEST_VERSION);
    return;
  }
  v128.store(<usize>load<u32>(set, RECORDS) + <usize>size * RECORD_BYTES, words);
  store<u32>(slot, (size + 1) | (version << VERSION_SHIFT));
  store<u32>(set, size + 1, SIZE);
  const isFull = <usize>(size + 1) * 2 * SLOT_BYTES > <usize>load<u32>(set, SLOTS_MASK);
  if (isFull && size + 1 < <u32>ADDRESSES) grow(set, size + 1);
}

/** Makes room for twice as many. */
function grow(set: usize, size: u32): void {
  const records = <usize>load<u32>(set, RECORDS);
  const slots = <usize>load<u32>(set, SLOTS);
  const slotsBytes = <usize>load<u32>(set, SLOTS_MASK) + SLOT_BYTES;
  setRoom(set, <usize>size * 2);
  memory.copy(<usize>load<u32>(set, RECORDS), records, <usize>size * RECORD_BYTES);
  const larger = <usize>load<u32>(set, SLOTS);
  const mask = <usize>load<u32>(set, SLOTS_MASK);
  for (let at = slots; at < slots + slotsBytes; at += SLOT_BYTES) {
    const entry = load<u32>(at);
    if (entry == 0) continue;
    let slot = hashOf(v128.load(records + <usize>((entry & PLACE_MASK) - 1) * RECORD_BYTES)) & mask;
    while (load<u32>(larger + slot) != 0) slot = (slot + SLOT_BYTES) & mask;
    store<u32>(larger + slot, entry);
  }
  release(records, <usize>size * RECORD_BYTES);
  release(slots, slotsBytes);
}

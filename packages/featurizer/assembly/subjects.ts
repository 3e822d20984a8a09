/* Tells the stations of packets apart, and counts the packets of subjects, be they stations or others. */
import {
  BLOCKS_AT,
  BYTES,
  COLUMNS_AT,
  DESTINATION_MAC,
  ENTRIES_AT,
  FIRST_NANOS,
  FIRST_SECONDS,
  IP_VERSION,
  LAST_NANOS,
  LAST_SECONDS,
  NANOS,
  NEW_MACS_AT,
  OUTER_SOURCE_IP,
  PACKETS,
  PACKETS_IN,
  PITCH,
  PROTOCOLS,
  RUN_TIMES,
  RUN_VERSION,
  RUN_WORDS,
  SECONDS,
  SOURCES_AT,
  SOURCE_IP,
  SOURCE_MAC,
  SOURCE_WORDS,
  SUBJECTS_AT,
  SUBJECT_BYTES,
  WIRE_LENGTH,
} from '../src/subjects/layout';
import { allocate, release, startBlocks } from './blocks';

const NOBODY: u32 = 0xffffffff;
const NO_MAC: f64 = -1;
const FIRST_SLOTS: u32 = 64;
const FIRST_SUBJECTS: u32 = 16;
/** Bits of `Protocol`: ICMP and ICMPv6, which may quote a packet. */
const QUOTING: u32 = 0x000c0;
const NO_VERSION: u32 = 0xff;
const MOST_TIMES: u32 = 0x7fffffff;

/** Slots of a MAC address and, behind all of these, of the station's number plus 1: 0 where the slot is free. */
let slots: usize = 0;
let slotCount: u32 = 0;
let stations: u32 = 0;

/** What is kept of subjects, and of how many there is room for. */
let records: usize = 0;
let room: u32 = 0;

/** Stations that the last call met, and ends of packets of stations that were too many. */
let metCount: u32 = 0;
let refusedCount: u32 = 0;

export function met(): u32 {
  return metCount;
}

export function refused(): u32 {
  return refusedCount;
}

/** Address of what is kept of subjects, as many as `admit` made room for. */
export function recordsAt(): usize {
  return records;
}

/** Forgets everything. */
export function start(): void {
  startBlocks(BLOCKS_AT);
  slotCount = FIRST_SLOTS;
  slots = allocate(slotCount * 12);
  stations = 0;
  room = 0;
  records = 0;
  admit(FIRST_SUBJECTS);
}

/** Makes room for so many subjects. */
export function admit(subjects: u32): void {
  if (subjects <= room) return;
  const before = room;
  room = max(subjects, before * 2);
  const grown = allocate(room * SUBJECT_BYTES);
  if (before > 0) {
    memory.copy(grown, records, before * SUBJECT_BYTES);
    release(records, before * SUBJECT_BYTES);
  }
  records = grown;
  for (let subject = before; subject < room; subject++) {
    const at = records + subject * SUBJECT_BYTES;
    store<f64>(at, Infinity, FIRST_SECONDS);
    store<f64>(at, -Infinity, LAST_SECONDS);
    store<u32>(at, NO_VERSION, RUN_VERSION);
  }
}

@inline function hashOf(mac: f64): u32 {
  const hash = <u32>((reinterpret<u64>(mac) * 0x9e3779b97f4a7c15) >>> 32);
  return hash ^ (hash >>> 15);
}

@inline function slotOf(mac: f64): u32 {
  const mask = slotCount - 1;
  const numbers = slots + (slotCount << 3);
  let slot = hashOf(mac) & mask;
  while (load<u32>(numbers + (slot << 2)) != 0 && load<f64>(slots + (slot << 3)) != mac) slot = (slot + 1) & mask;
  return slot;
}

function place(mac: f64, number: u32): void {
  const slot = slotOf(mac);
  store<f64>(slots + (slot << 3), mac);
  store<u32>(slots + (slotCount << 3) + (slot << 2), number + 1);
}

function growSlots(): void {
  const before = slots;
  const count = slotCount;
  slotCount = count << 1;
  slots = allocate(slotCount * 12);
  for (let slot: u32 = 0; slot < count; slot++) {
    const number = load<u32>(before + (count << 3) + (slot << 2));
    if (number != 0) place(load<f64>(before + (slot << 3)), number - 1);
  }
  release(before, count * 12);
}

@inline function isStation(mac: f64): bool {
  return mac != NO_MAC && ((<u64>mac >>> 40) & 1) == 0;
}

/** The subject of an address: a new one, counted on from `next`, where it was not met and one of `free` is left; or nobody. */
function meet(mac: f64, next: u32, free: u32): u32 {
  if (!isStation(mac)) return NOBODY;
  if (metCount == free) {
    refusedCount += 1;
    return NOBODY;
  }
  const number = next + metCount;
  store<f64>(NEW_MACS_AT + (metCount << 3), mac);
  metCount += 1;
  stations += 1;
  if (stations * 2 > slotCount) growSlots();
  place(mac, number);
  return number;
}

@inline function subjectOf(mac: f64, next: u32, free: u32): u32 {
  const number = load<u32>(slots + (slotCount << 3) + (slotOf(mac) << 2));
  return number == 0 ? meet(mac, next, free) : number - 1;
}

/** The subject of an address, or `NOBODY`. */
export function station(mac: f64, next: u32, free: u32): u32 {
  metCount = 0;
  refusedCount = 0;
  return subjectOf(mac, next, free);
}

@inline function macOf(column: usize, row: usize): f64 {
  return load<f64>((row << 3) + (COLUMNS_AT + column * PITCH));
}

/** Whether a packet has no MAC address at all. */
function hasHosts(rows: usize): bool {
  for (let row: usize = 0; row < rows; row++) {
    if (macOf(SOURCE_MAC, row) == NO_MAC && macOf(DESTINATION_MAC, row) == NO_MAC) return true;
  }
  return false;
}

@inline function note(end: u32, entry: u32, subject: u32): u32 {
  store<u32>((end << 2) + ENTRIES_AT, entry);
  store<u32>((end << 2) + SUBJECTS_AT, subject);
  return end + 1;
}

/**
 * Notes the stations of so many rows, which count from `firstRow`; gives how many ends there are. It gives `NOBODY`, and notes
 * nothing, where a packet has no MAC address and `minded` says that this matters. Many packets are of the same two
 * stations as the one before, or answer it.
 */
export function noteStations(rows: usize, firstRow: u32, next: u32, free: u32, minded: bool): u32 {
  metCount = 0;
  refusedCount = 0;
  if (minded && hasHosts(rows)) return NOBODY;
  let ends: u32 = 0;
  let source = NOBODY;
  let destination = NOBODY;
  let sourceMac: f64 = NO_MAC;
  let destinationMac: f64 = NO_MAC;
  for (let row: usize = 0; row < rows; row++) {
    const from = macOf(SOURCE_MAC, row);
    const to = macOf(DESTINATION_MAC, row);
    // The device that was the destination before is the one replaced, so that an answer finds both at hand.
    if (destination != NOBODY && from == destinationMac) {
      const subject = source;
      source = destination;
      destination = subject;
      destinationMac = sourceMac;
      sourceMac = from;
    } else if (source == NOBODY || from != sourceMac) {
      source = subjectOf(from, next, free);
      sourceMac = from;
    }
    const entry = (firstRow + <u32>row) << 1;
    if (source != NOBODY) ends = note(ends, entry, source);
    if (to == from) continue;
    if (destination == NOBODY || to != destinationMac) {
      destination = subjectOf(to, next, free);
      destinationMac = to;
    }
    if (destination != NOBODY) ends = note(ends, entry + 1, destination);
  }
  return ends;
}

@inline function add(at: usize, value: f64, place: usize): void {
  store<f64>(at + place, load<f64>(at + place) + value);
}

@inline function countTime(at: usize, seconds: f64, nanos: u32): void {
  const last = load<f64>(at, LAST_SECONDS);
  if (seconds > last || (seconds == last && nanos > load<u32>(at, LAST_NANOS))) {
    store<f64>(at, seconds, LAST_SECONDS);
    store<u32>(at, nanos, LAST_NANOS);
  }
  const first = load<f64>(at, FIRST_SECONDS);
  if (seconds < first || (seconds == first && nanos < load<u32>(at, FIRST_NANOS))) {
    store<f64>(at, seconds, FIRST_SECONDS);
    store<u32>(at, nanos, FIRST_NANOS);
  }
}

@inline function wordsOf(column: usize, row: usize): v128 {
  return v128.load((row << 4) + (COLUMNS_AT + column * PITCH));
}

/** Whether the header whose source is told is that of a quoted packet, of another source than the packet's own. */
@inline function isQuoted(row: usize): bool {
  if ((load<u32>((row << 2) + (COLUMNS_AT + PROTOCOLS * PITCH)) & QUOTING) == 0) return false;
  return v128.any_true(v128.xor(wordsOf(SOURCE_IP, row), wordsOf(OUTER_SOURCE_IP, row)));
}

/** Whether the source of a row is the one a subject's last packet came from. */
@inline function isRun(at: usize, version: u32, words: v128): bool {
  if (load<u32>(at, RUN_VERSION) != version) return false;
  if (version == 4) return load<u32>(at, RUN_WORDS + 12) == i32x4.extract_lane(words, 3);
  return version == 0 || !v128.any_true(v128.xor(v128.load(at, RUN_WORDS), words));
}

/** Counts so many ends of packets; gives how many sources came anew, which are listed. */
export function count(ends: usize, firstRow: u32, mayQuote: bool): u32 {
  let sources: u32 = 0;
  for (let end: usize = 0; end < ends; end++) {
    const entry = load<u32>((end << 2) + ENTRIES_AT);
    const subject = load<u32>((end << 2) + SUBJECTS_AT);
    const row = <usize>((entry >>> 1) - firstRow);
    const at = records + subject * SUBJECT_BYTES;
    add(at, 1, PACKETS);
    add(at, <f64>load<u32>((row << 2) + (COLUMNS_AT + WIRE_LENGTH * PITCH)), BYTES);
    const seconds = load<f64>((row << 3) + (COLUMNS_AT + SECONDS * PITCH));
    countTime(at, seconds, load<u32>((row << 2) + (COLUMNS_AT + NANOS * PITCH)));
    if ((entry & 1) != 0) {
      add(at, 1, PACKETS_IN);
      continue;
    }
    const version = <u32>load<u8>(row + (COLUMNS_AT + IP_VERSION * PITCH));
    const words = wordsOf(SOURCE_IP, row);
    const quoted = mayQuote && isQuoted(row);
    const times = load<u32>(at, RUN_TIMES);
    if (!quoted && isRun(at, version, words) && times < MOST_TIMES) {
      store<u32>(at, times + 1, RUN_TIMES);
      continue;
    }
    const source = SOURCES_AT + sources * (SOURCE_WORDS * 4);
    store<u32>(source, subject);
    store<u32>(source, entry >>> 1, 4);
    store<u32>(source, times, 8);
    store<u32>(source, <u32>quoted, 12);
    sources += 1;
    store<u32>(at, quoted ? NO_VERSION : version, RUN_VERSION);
    store<u32>(at, 0, RUN_TIMES);
    v128.store(at, words, RUN_WORDS);
  }
  return sources;
}

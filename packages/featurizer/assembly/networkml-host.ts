/*
 * What NetworkML's columns ask of the packets that each subject sent and received. TypeScript lays the packets of a batch out
 * (kernel-layout.ts), and reads what is known of a subject from its states, one for each direction.
 */
import {
  BITS,
  COLUMNS_AT,
  DELTA_SECONDS,
  DESTINATION_IP,
  DESTINATIONS,
  ENTRIES,
  IP_VERSION,
  IPV4_PROTOCOL,
  KINDS,
  KINDS_AT,
  LATEST_NANOS,
  LATEST_SECONDS,
  NANOS,
  PORTS_APART,
  ROWS,
  SAW_BOTH_PRIVATE,
  SECONDS,
  SOURCE_IP,
  SOURCES,
  SUBJECTS,
  SUMMARIES_AT,
  SUMMARIES_BYTES,
  TCP_DESTINATION_PORT,
  TCP_PORTS,
  TCP_SOURCE_PORT,
  TIMES,
  TRAITS_SHIFT,
  UDP_DESTINATION_PORT,
  UDP_PORTS,
  UDP_SOURCE_PORT,
  WIRE_LENGTH,
} from '../src/sets/networkml-host/kernel-layout';
import { startBlocks } from './blocks';
import { addAddress } from './networkml-host/address-set';
import { ABSENT, bitsOfHeaders, bitsOfPort } from './networkml-host/headers';
import { addLength, summarizeLengths } from './networkml-host/integer-counts';
import { isPrivate, startRanges } from './networkml-host/private-addresses';
import { addValue, summarizeSketch } from './networkml-host/quantile-sketch';
import { addCounters, addState, NO_PORT, startStates, stateAt } from './networkml-host/states';
import { SUMMARY_BYTES } from './networkml-host/summary';

export { usedBytes } from './blocks';

/** IP protocol numbers, IANA. */
const IP_PROTOCOL_TCP: i32 = 6;
const IP_PROTOCOL_UDP: i32 = 17;

const BOTH_PRIVATE: u32 = SAW_BOTH_PRIVATE << TRAITS_SHIFT;

/** Forgets all packets. Blocks lie behind an address, and there are so many ranges of private addresses. */
export function start(blocksAt: usize, ranges4: usize, ranges6: usize): void {
  startBlocks(blocksAt);
  startRanges(ranges4, ranges6);
  startStates();
}

/** The state of a subject, direction 0 (sent) or 1 (received); 0 where there was no such packet. */
export function stateOf(subject: u32, direction: u32): usize {
  return stateAt(subject, direction);
}

/** Writes the summaries of a subject's packets of both directions, as far as there are; memory may grow. */
export function summarize(subject: u32): void {
  for (let direction: u32 = 0; direction < 2; direction++) {
    const state = stateAt(subject, direction);
    if (state == 0) continue;
    const summary = <usize>SUMMARIES_AT + direction * SUMMARIES_BYTES;
    summarizeLengths(state, summary);
    summarizeSketch(state + TIMES, summary + SUMMARY_BYTES);
  }
}

@inline function kindOf(port: i32): i32 {
  return <u32>port < <u32>PORTS_APART ? <i32>load<u8>(<usize>port, KINDS_AT) : KINDS - 1;
}

/** Takes in so many ends of packets; the first row that is laid out is `firstRow` of the batch, from which entries count. */
export function observe(count: usize, firstRow: u32): void {
  // What both ends of a packet share.
  let shown: u32 = u32.MAX_VALUE;
  let bits = i64x2.splat(0);
  let source = i64x2.splat(0);
  let destination = i64x2.splat(0);
  let version: u32 = 0;
  let length: u32 = 0;
  let seconds: f64 = 0;
  let nanos: u32 = 0;
  let delta: f64 = 0;
  let transport: usize = 0;
  let from: usize = 0;
  let to: usize = 0;
  let areLookedAt = false;
  for (let end: usize = 0; end < count; end++) {
    const entry = load<u32>(end << 2, COLUMNS_AT + ENTRIES * ROWS) - firstRow * 2;
    const subject = load<u32>(end << 2, COLUMNS_AT + SUBJECTS * ROWS);
    const direction = entry & 1;
    if (entry >>> 1 != shown) {
      shown = entry >>> 1;
      const row = <usize>shown;
      areLookedAt = false;
      version = load<u8>(row, COLUMNS_AT + IP_VERSION * ROWS);
      source = v128.load(row << 4, COLUMNS_AT + SOURCE_IP * ROWS);
      destination = v128.load(row << 4, COLUMNS_AT + DESTINATION_IP * ROWS);
      length = load<u32>(row << 2, COLUMNS_AT + WIRE_LENGTH * ROWS);
      seconds = load<f64>(row << 3, COLUMNS_AT + SECONDS * ROWS);
      nanos = load<u32>(row << 2, COLUMNS_AT + NANOS * ROWS);
      delta = load<f64>(row << 3, COLUMNS_AT + DELTA_SECONDS * ROWS);
      bits = bitsOfHeaders(row, version, destination);
      transport = 0;
      // Only IPv4 gives an IP protocol: ports over IPv6 are not seen, as in NetworkML.
      const protocol = <i32>load<i16>(row << 1, COLUMNS_AT + IPV4_PROTOCOL * ROWS);
      if (protocol == IP_PROTOCOL_TCP || protocol == IP_PROTOCOL_UDP) {
        const isTcp = protocol == IP_PROTOCOL_TCP;
        transport = isTcp ? TCP_PORTS : UDP_PORTS;
        const sourcePort = isTcp
          ? load<i32>(row << 2, COLUMNS_AT + TCP_SOURCE_PORT * ROWS)
          : load<i32>(row << 2, COLUMNS_AT + UDP_SOURCE_PORT * ROWS);
        const destinationPort = isTcp
          ? load<i32>(row << 2, COLUMNS_AT + TCP_DESTINATION_PORT * ROWS)
          : load<i32>(row << 2, COLUMNS_AT + UDP_DESTINATION_PORT * ROWS);
        const fromKind = kindOf(sourcePort);
        const toKind = kindOf(destinationPort);
        from = sourcePort == ABSENT ? NO_PORT : <usize>fromKind << 3;
        to = destinationPort == ABSENT ? NO_PORT : <usize>(KINDS + toKind) << 3;
        if (sourcePort != ABSENT && destinationPort != ABSENT) {
          bits = v128.or(bits, bitsOfPort(isTcp, sourcePort < destinationPort ? fromKind : toKind));
        }
      }
    }
    let state = stateAt(subject, direction);
    if (state == 0) state = addState(subject, direction);
    // That both addresses are private is looked for until it was seen once.
    if (!areLookedAt && (load<u32>(state, BITS) & BOTH_PRIVATE) == 0) {
      areLookedAt = true;
      if (isPrivate(version, destination) && isPrivate(version, source)) {
        bits = v128.or(bits, i64x2.replace_lane(i64x2.splat(0), 0, BOTH_PRIVATE));
      }
    }
    v128.store(state, v128.or(v128.load(state, BITS), bits), BITS);
    // NaN, the time of a packet without one, is never later.
    const latest = load<f64>(state, LATEST_SECONDS);
    if (seconds > latest || (seconds == latest && nanos > load<u32>(state, LATEST_NANOS))) {
      store<f64>(state, seconds, LATEST_SECONDS);
      store<u32>(state, nanos, LATEST_NANOS);
    }
    addLength(state, length);
    addValue(state + TIMES, delta);
    if (transport != 0) {
      let counters = <usize>load<u32>(state + transport);
      if (counters == 0) counters = addCounters(subject, state, transport);
      store<f64>(counters + from, load<f64>(counters + from) + 1);
      store<f64>(counters + to, load<f64>(counters + to) + 1);
    }
    if (direction == 0) {
      addAddress(state + SOURCES, version, source);
      addAddress(state + DESTINATIONS, version, destination);
    }
  }
}

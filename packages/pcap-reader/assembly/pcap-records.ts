/* The records of pcap files as nearly all are: little-endian, the captured length first, headers of 16 bytes. */
import {
  CAPTURED_LENGTH,
  COLUMNS_AT,
  DELTA_SECONDS,
  FRAME_END,
  FRAME_START,
  LINK_TYPE,
  NANOS,
  PITCH,
  RECORD_BYTES_LIMIT,
  SECONDS,
  WINDOW_AT,
  WIRE_LENGTH,
} from '../src/kernel/layout';

const HEADER_BYTES: usize = 16;
const NANOS_PER_SECOND: f64 = 1e9;

let endOffset: usize = 0;

/** Offset in the window behind the last record that `readRecords` read. */
export function recordsEnd(): usize {
  return endOffset;
}

/**
 * Notes the packets of records between two offsets of the window in rows from `row` on, up to `capacity`: where they lie, their
 * lengths, link type and time, which the packet before had at `seconds` and `nanos`. Stops at a record that is not whole, too
 * long, or has a fraction of more than a second; gives the row behind the last one.
 */
export function readRecords(
  start: usize,
  end: usize,
  row: usize,
  capacity: usize,
  linkType: u32,
  nanosPerTick: u32,
  seconds: f64,
  nanos: f64,
): usize {
  const ticksPerSecond: u32 = 1_000_000_000 / nanosPerTick;
  let offset = start;
  let lastSeconds = seconds;
  let lastNanos = nanos;
  for (; row < capacity && offset + HEADER_BYTES <= end; row++) {
    const at = <usize>WINDOW_AT + offset;
    const captured = load<u32>(at, 8);
    const ticks = load<u32>(at, 4);
    const data = offset + HEADER_BYTES;
    if (captured > <u32>RECORD_BYTES_LIMIT || data + captured > end || ticks >= ticksPerSecond) break;
    const packetSeconds = <f64>load<u32>(at);
    const packetNanos = ticks * nanosPerTick;
    const delta = packetSeconds - lastSeconds + (<f64>packetNanos - lastNanos) / NANOS_PER_SECOND;
    store<f64>(row << 3, packetSeconds, COLUMNS_AT + SECONDS * PITCH);
    store<u32>(row << 2, packetNanos, COLUMNS_AT + NANOS * PITCH);
    store<f64>(row << 3, delta != delta ? 0 : delta, COLUMNS_AT + DELTA_SECONDS * PITCH);
    store<u32>(row << 2, captured, COLUMNS_AT + CAPTURED_LENGTH * PITCH);
    store<u32>(row << 2, load<u32>(at, 12), COLUMNS_AT + WIRE_LENGTH * PITCH);
    store<u16>(row << 1, <u16>linkType, COLUMNS_AT + LINK_TYPE * PITCH);
    store<u32>(row << 2, <u32>data, COLUMNS_AT + FRAME_START * PITCH);
    offset = data + captured;
    store<u32>(row << 2, <u32>offset, COLUMNS_AT + FRAME_END * PITCH);
    lastSeconds = packetSeconds;
    lastNanos = <f64>packetNanos;
  }
  endOffset = offset;
  return row;
}

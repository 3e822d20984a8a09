import { writeBits } from './bits.ts';
import { FLAG_BITS, STATISTICS, TRAFFIC_CLASS_BITS } from './columns.ts';
import { type IpFlagsReading } from './ip-flags.ts';
import {
  BITS,
  LATEST_NANOS,
  LATEST_SECONDS,
  PROTOCOLS_MASK,
  SUMMARIES,
  TCP_FLAGS_SHIFT,
  TRAFFIC_CLASS_SHIFT,
  TRAITS_SHIFT,
} from './kernel-layout.ts';
import { PORT_KINDS } from './ports.ts';
import { type Seen } from './traits.ts';

/** Columns of one direction. */
export const DIRECTION_WIDTH: number =
  2 * STATISTICS.length + TRAFFIC_CLASS_BITS.length + 2 * FLAG_BITS.length + 2 * PORT_KINDS.length;

/** What the kernel knows of the packets a subject sent, or of those it received; valid until it is called again. */
export interface DirectionState {
  /** All of its memory. */
  readonly memory: ArrayBuffer;
  /** The state, which kernel-layout.ts parts. */
  readonly words: Uint32Array;
  readonly doubles: Float64Array;
  /** The `STATISTICS` of the lengths, and of the times between packets. */
  readonly statistics: Float64Array;
}

/** Writes the values of a direction's columns in their order. */
export const writeDirection = (
  row: Float64Array,
  { words, statistics }: DirectionState,
  ipFlags: IpFlagsReading,
): void => {
  const [headers, flags, tcpPorts, udpPorts] = words.subarray(BITS / 4);
  row.set(statistics);
  let place = SUMMARIES;
  place = writeBits(row, place, headers >>> TRAFFIC_CLASS_SHIFT, TRAFFIC_CLASS_BITS.length);
  place = writeBits(row, place, (headers >>> ipFlags.shift) & ipFlags.mask, FLAG_BITS.length);
  place = writeBits(row, place, flags >>> TCP_FLAGS_SHIFT, FLAG_BITS.length);
  place = writeBits(row, place, tcpPorts, PORT_KINDS.length);
  writeBits(row, place, udpPorts, PORT_KINDS.length);
};

/** What was seen of a subject, both directions together. */
export const seenIn = (states: readonly DirectionState[]): Seen => {
  let [protocols, traits] = [0, 0];
  for (const { words } of states) {
    traits |= words[BITS / 4] >>> TRAITS_SHIFT;
    protocols |= words[BITS / 4 + 1] & PROTOCOLS_MASK;
  }
  return { protocols, traits };
};

/** Time of the latest packet, in seconds since 1970; 0 where none has a time. */
export const latestOf = (states: readonly DirectionState[]): number => {
  let [latest, latestNanos] = [Number.NEGATIVE_INFINITY, 0];
  for (const { doubles, words } of states) {
    const seconds = doubles[LATEST_SECONDS / 8];
    const nanos = words[LATEST_NANOS / 4];
    if (seconds > latest || (seconds === latest && nanos > latestNanos))
      [latest, latestNanos] = [seconds, nanos];
  }
  return latest === Number.NEGATIVE_INFINITY ? 0 : latest + latestNanos / 1e9;
};

import { IntegerCounts } from '../../stats/integer-counts.ts';
import { QuantileSketch } from '../../stats/quantile-sketch.ts';
import { type Summary } from '../../stats/summary.ts';
import { writeBits } from './bits.ts';
import { FLAG_BITS, STATISTICS, TRAFFIC_CLASS_BITS } from './columns.ts';
import { PORT_KINDS } from './ports.ts';

/** Times of which quantiles are exact, as NetworkML's are: 256 KB. */
const EXACT_DELTAS = 32_768;

const TCP_FLAGS_MASK = 0x1ff;

/** Columns of one direction. */
export const DIRECTION_WIDTH: number =
  2 * STATISTICS.length + TRAFFIC_CLASS_BITS.length + 2 * FLAG_BITS.length + 2 * PORT_KINDS.length;

/** Bits of the 16-bit word of IPv4 flags and fragment offset that are called ip_flags: from `shift` up, by `mask`. */
export interface IpFlagsReading {
  readonly shift: number;
  readonly mask: number;
}

/** What NetworkML's columns ask of the packets one device sent, or of those it received. */
export class DirectionCounts {
  readonly lengths: IntegerCounts = new IntegerCounts();
  readonly deltas: QuantileSketch = new QuantileSketch(EXACT_DELTAS);
  /** All bits that were set in any packet. */
  trafficClass = 0;
  flagsWord = 0;
  tcpFlags = 0;
  /** The kinds of the smaller ports, a bit each. */
  tcpPorts = 0;
  udpPorts = 0;

  /** Writes the values of a direction's columns in their order, from place `at` on. */
  writeTo(row: Float64Array, at: number, ipFlags: IpFlagsReading): void {
    let place = writeStatistics(row, at, this.lengths.summary());
    place = writeStatistics(row, place, this.deltas.summary());
    place = writeBits(row, place, this.trafficClass, TRAFFIC_CLASS_BITS.length);
    place = writeBits(row, place, (this.flagsWord >>> ipFlags.shift) & ipFlags.mask, FLAG_BITS.length);
    place = writeBits(row, place, this.tcpFlags & TCP_FLAGS_MASK, FLAG_BITS.length);
    place = writeBits(row, place, this.tcpPorts, PORT_KINDS.length);
    writeBits(row, place, this.udpPorts, PORT_KINDS.length);
  }
}

const writeStatistics = (row: Float64Array, at: number, summary: Summary): number => {
  STATISTICS.forEach(([, key], index) => {
    row[at + index] = summary[key];
  });
  return at + STATISTICS.length;
};

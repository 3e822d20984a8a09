import { ABSENT, type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { IntegerCounts } from '../../stats/integer-counts.ts';
import { QuantileSketch } from '../../stats/quantile-sketch.ts';
import { type Summary } from '../../stats/summary.ts';
import { writeBits } from './bits.ts';
import { FLAG_BITS, STATISTICS, TRAFFIC_CLASS_BITS } from './columns.ts';
import { PORT_KINDS } from './ports.ts';
import { TransportPorts } from './transport-ports.ts';

/** Times of which quantiles are exact, as NetworkML's are: 256 KB. */
const EXACT_DELTAS = 32_768;

/** IP protocol numbers, IANA. */
const IP_PROTOCOL_TCP = 6;
const IP_PROTOCOL_UDP = 17;

const TCP_FLAGS_MASK = 0x1ff;

/** Columns of one direction. */
export const DIRECTION_WIDTH: number =
  2 * STATISTICS.length + TRAFFIC_CLASS_BITS.length + 2 * FLAG_BITS.length + 2 * PORT_KINDS.length;

/** Bits of the 16-bit word of IPv4 flags and fragment offset that are called ip_flags: from `shift` up, by `mask`. */
export interface IpFlagsReading {
  readonly shift: number;
  readonly mask: number;
}

/** What a device's two directions share: its ports, there once they were needed. */
export interface PortsOfDevice {
  tcp: TransportPorts | undefined;
  udp: TransportPorts | undefined;
}

/** What NetworkML's columns ask of the packets one device sent, or of those it received. */
export class DirectionCounts {
  readonly #lengths = new IntegerCounts();
  readonly #deltas = new QuantileSketch(EXACT_DELTAS);
  /** All bits that were set in any packet. */
  #trafficClass = 0;
  #flagsWord = 0;
  #tcpFlags = 0;
  /** The kinds of the smaller ports, a bit each. */
  #tcpPorts = 0;
  #udpPorts = 0;

  /** Takes in the packets at some rows. */
  observeRows(batch: PacketBatch, last: LastHeaders, rows: Uint32Array): void {
    this.#lengths.addRows(batch.wireLengthBytes, rows);
    this.#deltas.addRows(batch.deltaSeconds, rows);
    const { tcpFlags, ipv4TrafficClass, ipv4FlagsWord } = last;
    let [flags, trafficClass, flagsWord] = [0, 0, 0];
    const { length } = rows;
    for (let at = 0; at < length; at += 1) {
      const row = rows[at];
      // What is absent is -1, and would set all bits.
      if (tcpFlags[row] !== ABSENT) flags |= tcpFlags[row];
      if (ipv4TrafficClass[row] !== ABSENT) trafficClass |= ipv4TrafficClass[row];
      if (ipv4FlagsWord[row] !== ABSENT) flagsWord |= ipv4FlagsWord[row];
    }
    this.#tcpFlags |= flags;
    this.#trafficClass |= trafficClass;
    this.#flagsWord |= flagsWord;
  }

  /** Counts the ports of the packets at some rows. */
  observePorts(last: LastHeaders, rows: Uint32Array, ports: PortsOfDevice): void {
    const { ipv4Protocol } = last;
    let [tcpPorts, udpPorts] = [0, 0];
    const { length } = rows;
    for (let at = 0; at < length; at += 1) {
      const row = rows[at];
      // Only IPv4 gives an IP protocol: ports over IPv6 are not seen, as in NetworkML.
      const protocol = ipv4Protocol[row];
      if (protocol === IP_PROTOCOL_TCP) {
        ports.tcp ??= new TransportPorts();
        tcpPorts |= ports.tcp.observe(last.tcpSourcePort[row], last.tcpDestinationPort[row]);
      } else if (protocol === IP_PROTOCOL_UDP) {
        ports.udp ??= new TransportPorts();
        udpPorts |= ports.udp.observe(last.udpSourcePort[row], last.udpDestinationPort[row]);
      }
    }
    this.#tcpPorts |= tcpPorts;
    this.#udpPorts |= udpPorts;
  }

  /** Writes the values of a direction's columns in their order, from place `at` on. */
  writeTo(row: Float64Array, at: number, ipFlags: IpFlagsReading): void {
    let place = writeStatistics(row, at, this.#lengths.summary());
    place = writeStatistics(row, place, this.#deltas.summary());
    place = writeBits(row, place, this.#trafficClass, TRAFFIC_CLASS_BITS.length);
    place = writeBits(row, place, (this.#flagsWord >>> ipFlags.shift) & ipFlags.mask, FLAG_BITS.length);
    place = writeBits(row, place, this.#tcpFlags & TCP_FLAGS_MASK, FLAG_BITS.length);
    place = writeBits(row, place, this.#tcpPorts, PORT_KINDS.length);
    writeBits(row, place, this.#udpPorts, PORT_KINDS.length);
  }
}

const writeStatistics = (row: Float64Array, at: number, summary: Summary): number => {
  STATISTICS.forEach(([, key], index) => {
    row[at + index] = summary[key];
  });
  return at + STATISTICS.length;
};

import { ABSENT, type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { createIntegerCounts } from '../../stats/integer-counts.ts';
import { createSamples } from '../../stats/samples.ts';
import { type Summary } from '../../stats/summary.ts';
import { appendBits } from './bits.ts';
import { FLAG_BITS, STATISTICS, TRAFFIC_CLASS_BITS } from './columns.ts';
import { PORT_KINDS } from './ports.ts';
import { createTransportPorts, type TransportPorts } from './transport-ports.ts';

/** IP protocol numbers, IANA. */
const IP_PROTOCOL_TCP = 6;
const IP_PROTOCOL_UDP = 17;

const TCP_FLAGS_MASK = 0x1ff;

/** Bits of the 16-bit word of IPv4 flags and fragment offset that are called ip_flags: from `shift` up, by `mask`. */
export interface IpFlagsReading {
  readonly shift: number;
  readonly mask: number;
}

/** What a device's two directions share; the ports are there once they were needed. */
export interface DirectionContext {
  readonly ipFlags: IpFlagsReading;
  tcp?: TransportPorts;
  udp?: TransportPorts;
}

/** What NetworkML's columns ask of the packets of one direction. */
export interface DirectionCounts {
  observe(batch: PacketBatch, last: LastHeaders, row: number): void;
  /** Appends the values of a direction's columns, in their order. */
  appendTo(row: number[]): void;
}

/** Takes in the packets one device sent, or those it received. */
export const createDirectionCounts = (context: DirectionContext): DirectionCounts => {
  const { shift, mask } = context.ipFlags;
  const lengths = createIntegerCounts();
  const deltas = createSamples();
  let trafficClass = 0;
  let flagsWord = 0;
  let tcpFlags = 0;
  let tcpPorts = 0;
  let udpPorts = 0;
  return {
    observe(batch, last, row) {
      lengths.add(batch.wireLengthBytes[row]);
      deltas.add(batch.deltaSeconds[row]);
      if (last.tcpFlags[row] !== ABSENT) tcpFlags |= last.tcpFlags[row];
      if (last.ipv4TrafficClass[row] !== ABSENT) trafficClass |= last.ipv4TrafficClass[row];
      if (last.ipv4FlagsWord[row] !== ABSENT) flagsWord |= last.ipv4FlagsWord[row];
      // Only IPv4 gives an IP protocol: ports over IPv6 are not seen, as in NetworkML.
      const protocol = last.ipv4Protocol[row];
      if (protocol === IP_PROTOCOL_TCP) {
        context.tcp ??= createTransportPorts();
        tcpPorts |= context.tcp.observe(last.tcpSourcePort[row], last.tcpDestinationPort[row]);
      } else if (protocol === IP_PROTOCOL_UDP) {
        context.udp ??= createTransportPorts();
        udpPorts |= context.udp.observe(last.udpSourcePort[row], last.udpDestinationPort[row]);
      }
    },
    appendTo(row) {
      appendStatistics(row, lengths.summary());
      appendStatistics(row, deltas.summary());
      appendBits(row, trafficClass, TRAFFIC_CLASS_BITS.length);
      appendBits(row, (flagsWord >>> shift) & mask, FLAG_BITS.length);
      appendBits(row, tcpFlags & TCP_FLAGS_MASK, FLAG_BITS.length);
      appendBits(row, tcpPorts, PORT_KINDS.length);
      appendBits(row, udpPorts, PORT_KINDS.length);
    },
  };
};

const appendStatistics = (row: number[], summary: Summary): void => {
  for (const [, key] of STATISTICS) row.push(summary[key]);
};

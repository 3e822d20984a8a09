import { ABSENT, type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { createIntegerCounts } from '../../stats/integer-counts.ts';
import { createSamples } from '../../stats/samples.ts';
import { type Summary } from '../../stats/summary.ts';
import { type DirectionName, FLAG_BITS, STATISTICS, TRAFFIC_CLASS_BITS } from './columns.ts';
import { KIND_OF_PORT, PORT_KINDS } from './ports.ts';

/** IP protocol numbers, IANA. */
export const IP_PROTOCOL_TCP = 6;
export const IP_PROTOCOL_UDP = 17;

const TCP_FLAGS_MASK = 0x1ff;

/** How the 16-bit word of IPv4 flags and fragment offset becomes the nine bits called ip_flags. */
export type IpFlagsReading = (word: number) => number;

/** What NetworkML's columns ask of the packets of one direction. */
export interface DirectionCounts {
  observe(batch: PacketBatch, last: LastHeaders, row: number): void;
  finish(name: DirectionName): Record<string, number>;
}

/** Takes in the packets one device sent, or those it received. */
export const createDirectionCounts = (readIpFlags: IpFlagsReading): DirectionCounts => {
  const lengths = createIntegerCounts();
  const deltas = createSamples();
  let trafficClass = 0;
  let ipFlags = 0;
  let tcpFlags = 0;
  let tcpPorts = 0;
  let udpPorts = 0;
  return {
    observe(batch, last, row) {
      lengths.add(batch.wireLengthBytes[row]);
      deltas.add(batch.deltaSeconds[row]);
      if (last.tcpFlags[row] !== ABSENT) tcpFlags |= last.tcpFlags[row] & TCP_FLAGS_MASK;
      if (last.ipv4TrafficClass[row] !== ABSENT) trafficClass |= last.ipv4TrafficClass[row];
      if (last.ipv4FlagsWord[row] !== ABSENT) ipFlags |= readIpFlags(last.ipv4FlagsWord[row]);
      const protocol = last.ipv4Protocol[row];
      if (protocol === IP_PROTOCOL_TCP) {
        tcpPorts |= portBit(last.tcpSourcePort[row], last.tcpDestinationPort[row]);
      } else if (protocol === IP_PROTOCOL_UDP) {
        udpPorts |= portBit(last.udpSourcePort[row], last.udpDestinationPort[row]);
      }
    },
    finish: (name) => ({
      ...statisticsOf(lengths.summary(), `frame_len_${name}`),
      ...statisticsOf(deltas.summary(), `time_delta_${name}`),
      ...bitsOf(trafficClass, TRAFFIC_CLASS_BITS, (bit) => `tshark_ip_dsfield_${bit}_${name}`),
      ...bitsOf(ipFlags, FLAG_BITS, (bit) => `tshark_ip_flags_${bit}_${name}`),
      ...bitsOf(tcpFlags, FLAG_BITS, (bit) => `tshark_tcp_flags_${bit}_${name}`),
      ...portsOf(tcpPorts, 'tcp', name),
      ...portsOf(udpPorts, 'udp', name),
    }),
  };
};

/** The bit of the smaller port; none if a port is missing. */
const portBit = (source: number, destination: number): number => {
  if (source === ABSENT || destination === ABSENT) return 0;
  return 1 << KIND_OF_PORT[source < destination ? source : destination];
};

const statisticsOf = (summary: Summary, suffix: string): Record<string, number> =>
  Object.fromEntries(STATISTICS.map(([name, key]) => [`tshark_${name}_${suffix}`, summary[key]]));

/** One 0 or 1 for each name, from bit 0 up. */
export const bitsOf = <Name>(
  bits: number,
  names: readonly Name[],
  columnOf: (name: Name) => string,
): Record<string, number> =>
  Object.fromEntries(names.map((name, index) => [columnOf(name), (bits >>> index) & 1]));

const portsOf = (bits: number, transport: string, direction: DirectionName): Record<string, number> =>
  bitsOf(
    bits,
    PORT_KINDS,
    ({ portClass, port }) => `tshark_${transport}_${portClass}_port_${port}_${direction}`,
  );

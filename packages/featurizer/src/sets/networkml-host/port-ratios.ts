import { ABSENT, type LastHeaders } from '@networkml/pcap-reader';

import { IP_PROTOCOL_TCP, IP_PROTOCOL_UDP } from './direction-counts.ts';
import { KIND_OF_PORT, PORT_KINDS } from './ports.ts';

const KINDS = PORT_KINDS.length;
/** Where the counters of each transport's source ports begin; those of its destination ports follow. */
const TRANSPORTS = { tcp: 0, udp: 2 * KINDS } as const;

/** Packets from each kind of port and to it, both directions of a device together. */
export interface PortRatios {
  observe(last: LastHeaders, row: number): void;
  finish(): Record<string, number>;
}

/** Nothing counted yet; 464 bytes of counters. */
export const createPortRatios = (): PortRatios => {
  const counts = new Uint32Array(4 * KINDS);
  return {
    observe(last, row) {
      const protocol = last.ipv4Protocol[row];
      if (protocol === IP_PROTOCOL_TCP) {
        const source = last.tcpSourcePort[row];
        const destination = last.tcpDestinationPort[row];
        if (source !== ABSENT) counts[TRANSPORTS.tcp + KIND_OF_PORT[source]] += 1;
        if (destination !== ABSENT) counts[TRANSPORTS.tcp + KINDS + KIND_OF_PORT[destination]] += 1;
      } else if (protocol === IP_PROTOCOL_UDP) {
        const source = last.udpSourcePort[row];
        const destination = last.udpDestinationPort[row];
        if (source !== ABSENT) counts[TRANSPORTS.udp + KIND_OF_PORT[source]] += 1;
        if (destination !== ABSENT) counts[TRANSPORTS.udp + KINDS + KIND_OF_PORT[destination]] += 1;
      }
    },
    finish: () => ({ ...ratiosOf(counts, 'tcp'), ...ratiosOf(counts, 'udp') }),
  };
};

const ratiosOf = (counts: Uint32Array, transport: keyof typeof TRANSPORTS): Record<string, number> =>
  Object.fromEntries(
    PORT_KINDS.map(({ portClass, port }, kind) => {
      const from = counts[TRANSPORTS[transport] + kind];
      const to = counts[TRANSPORTS[transport] + KINDS + kind];
      const name = `tshark_${transport}_${portClass}_packet_ratio_io_port_${port}`;
      return [name, port === 'other' ? otherRatio(from, to) : knownRatio(from, to)];
    }),
  );

const knownRatio = (from: number, to: number): number => (from > 0 && to > 0 ? from / to : 0);

/** NetworkML says 1 where no packet went to such a port but some came from one. */
const otherRatio = (from: number, to: number): number => {
  if (to > 0) return from / to;
  return from > 0 ? 1 : 0;
};

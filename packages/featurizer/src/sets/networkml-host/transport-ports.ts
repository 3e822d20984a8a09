import { ABSENT } from '@networkml/pcap-reader';

import { bitsOf } from './bits.ts';
import { type DirectionName } from './columns.ts';
import { KIND_OF_PORT, PORT_KINDS } from './ports.ts';

const KINDS = PORT_KINDS.length;

/** The transports whose ports NetworkML looks at, as its columns name them. */
export type Transport = 'tcp' | 'udp';

/** How a device uses the ports of TCP, or of UDP. */
export interface TransportPorts {
  /** Takes in a packet's ports, either of which may be `ABSENT`; gives the bit of the smaller one, 0 if one is missing. */
  observe(source: number, destination: number): number;
  /** The ratio columns: packets from each kind of port by packets to it, both directions together. */
  ratios(transport: Transport): Record<string, number>;
}

/** No ports yet; 232 bytes of counters. */
export const createTransportPorts = (): TransportPorts => {
  /** Packets from each kind of port, then packets to each. */
  const counts = new Uint32Array(2 * KINDS);
  return {
    observe(source, destination) {
      if (source !== ABSENT) counts[KIND_OF_PORT[source]] += 1;
      if (destination !== ABSENT) counts[KINDS + KIND_OF_PORT[destination]] += 1;
      if (source === ABSENT || destination === ABSENT) return 0;
      return 1 << KIND_OF_PORT[source < destination ? source : destination];
    },
    ratios: (transport) =>
      Object.fromEntries(
        PORT_KINDS.map(({ portClass, port }, kind) => [
          `tshark_${transport}_${portClass}_packet_ratio_io_port_${port}`,
          (port === 'other' ? otherRatio : knownRatio)(counts[kind], counts[KINDS + kind]),
        ]),
      ),
  };
};

/** The 0 or 1 columns of a direction, from the bits that `observe` gave for its packets. */
export const portFlags = (
  bits: number,
  transport: Transport,
  direction: DirectionName,
): Record<string, number> =>
  bitsOf(
    bits,
    PORT_KINDS,
    ({ portClass, port }) => `tshark_${transport}_${portClass}_port_${port}_${direction}`,
  );

const knownRatio = (from: number, to: number): number => (from > 0 && to > 0 ? from / to : 0);

/** NetworkML says 1 where no packet went to such a port but some came from one. */
const otherRatio = (from: number, to: number): number => {
  if (to > 0) return from / to;
  return from > 0 ? 1 : 0;
};

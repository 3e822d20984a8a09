import { ABSENT } from '@networkml/pcap-reader';

import { KIND_OF_PORT, PORT_KINDS } from './ports.ts';

const KINDS = PORT_KINDS.length;

/** How a device uses the ports of TCP, or of UDP. */
export interface TransportPorts {
  /** Takes in a packet's ports, either of which may be `ABSENT`; gives the bit of the smaller one, 0 if one is missing. */
  observe(source: number, destination: number): number;
  /** Appends the ratio columns: packets from each kind of port by packets to it, both directions together. */
  appendRatios(row: number[]): void;
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
    appendRatios(row) {
      for (const [kind, { port }] of PORT_KINDS.entries()) {
        row.push((port === 'other' ? otherRatio : knownRatio)(counts[kind], counts[KINDS + kind]));
      }
    },
  };
};

const knownRatio = (from: number, to: number): number => (from > 0 && to > 0 ? from / to : 0);

/** NetworkML says 1 where no packet went to such a port but some came from one. */
const otherRatio = (from: number, to: number): number => {
  if (to > 0) return from / to;
  return from > 0 ? 1 : 0;
};

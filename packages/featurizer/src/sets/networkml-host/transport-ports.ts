import { ABSENT } from '@networkml/pcap-reader';

import { KIND_OF_PORT, PORT_KINDS } from './ports.ts';

const KINDS = PORT_KINDS.length;

/** How a device uses the ports of TCP, or of UDP; 480 bytes of counters. */
export class TransportPorts {
  /** Packets from each kind of port, then packets to each. */
  readonly #counts = new Array<number>(2 * KINDS).fill(0);

  /** Takes in a packet's ports, either of which may be `ABSENT`; gives the bit of the smaller one, 0 if one is missing. */
  observe(source: number, destination: number): number {
    const counts = this.#counts;
    if (source === ABSENT || destination === ABSENT) {
      if (source !== ABSENT) counts[KIND_OF_PORT[source]] += 1;
      if (destination !== ABSENT) counts[KINDS + KIND_OF_PORT[destination]] += 1;
      return 0;
    }
    const from = KIND_OF_PORT[source];
    const to = KIND_OF_PORT[destination];
    counts[from] += 1;
    counts[KINDS + to] += 1;
    return 1 << (source < destination ? from : to);
  }

  /** Writes the ratio columns from place `at` on: packets from each kind of port by packets to it, both directions together. */
  writeRatios(row: Float64Array, at: number): void {
    const counts = this.#counts;
    PORT_KINDS.forEach(({ port }, kind) => {
      row[at + kind] = (port === 'other' ? otherRatio : knownRatio)(counts[kind], counts[KINDS + kind]);
    });
  }
}

const knownRatio = (from: number, to: number): number => (from > 0 && to > 0 ? from / to : 0);

/** NetworkML says 1 where no packet went to such a port but some came from one. */
const otherRatio = (from: number, to: number): number => {
  if (to > 0) return from / to;
  return from > 0 ? 1 : 0;
};

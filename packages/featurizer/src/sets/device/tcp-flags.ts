import { type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio } from './part.ts';

const FLAGS = [
  [0x001, 'fin', 'FIN'],
  [0x004, 'rst', 'RST'],
  [0x008, 'psh', 'PSH'],
] as const;

/** All bits that keep a segment from being a bare acknowledgement: FIN, SYN, RST. */
const NOT_BARE = 0x007;

/** A place for each flag, bare acknowledgements, and all segments. */
const BARE = FLAGS.length;
const SEGMENTS = BARE + 1;
const DIRECTION_PLACES = SEGMENTS + 1;

/** Takes in packets of one direction. */
const observeRows = (
  tally: Float64Array,
  place: number,
  { protocols, tcpFlags: flagsOf, payloadLengthBytes }: PacketBatch,
  rows: Uint32Array,
  // eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
): void => {
  for (const row of rows) {
    if ((protocols[row] & Protocol.Tcp) === 0) continue;
    const flags = flagsOf[row];
    tally[place + SEGMENTS] += 1;
    tally[place] += flags & 1;
    tally[place + 1] += (flags >>> 2) & 1;
    tally[place + 2] += (flags >>> 3) & 1;
    if (payloadLengthBytes[row] === 0 && (flags & NOT_BARE) === 0) tally[place + BARE] += 1;
  }
};

/** How connections end, and how much of them is acknowledgements, each way. */
export const tcpFlags = (base: number): Part => ({
  group: 'tcp flags',
  places: 2 * DIRECTION_PLACES,
  columns: columnsOf(
    (['out', 'in'] as const).flatMap((direction) => {
      const segments = `TCP segments ${direction === 'out' ? 'sent' : 'received'}`;
      return [
        ...FLAGS.map(
          ([, name, flag]) =>
            [
              `${name}_${direction}`,
              { unit: 'ratio', doc: `Share of ${segments} with the flag ${flag}.` },
            ] as const,
        ),
        [
          `bare_ack_${direction}`,
          { unit: 'ratio', doc: `Share of ${segments} that only acknowledge: no data, no SYN, FIN or RST.` },
        ] as const,
      ];
    }),
  ),
  observe({ tally }, batch, { sent, received }) {
    observeRows(tally, base, batch, sent);
    observeRows(tally, base + DIRECTION_PLACES, batch, received);
  },
  write({ tally }, put) {
    for (const start of [base, base + DIRECTION_PLACES]) {
      for (let place = 0; place < SEGMENTS; place += 1)
        put(ratio(tally[start + place], tally[start + SEGMENTS]));
    }
  },
});

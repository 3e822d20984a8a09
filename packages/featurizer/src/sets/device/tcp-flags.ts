import { type PacketBatch } from '@networkml/pcap-reader';

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
  { tcpFlags: flagsOf, payloadLengthBytes }: PacketBatch,
  rows: Uint32Array,
): void => {
  let fins = 0;
  let resets = 0;
  let pushes = 0;
  let bare = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const flags = flagsOf[row];
    fins += flags & 1;
    resets += (flags >>> 2) & 1;
    pushes += (flags >>> 3) & 1;
    if (payloadLengthBytes[row] === 0 && (flags & NOT_BARE) === 0) bare += 1;
  }
  tally[place] += fins;
  tally[place + 1] += resets;
  tally[place + 2] += pushes;
  tally[place + BARE] += bare;
  tally[place + SEGMENTS] += rows.length;
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
    observeRows(tally, base, batch, sent.tcp);
    observeRows(tally, base + DIRECTION_PLACES, batch, received.tcp);
  },
  write({ tally }, put) {
    for (const start of [base, base + DIRECTION_PLACES]) {
      for (let place = 0; place < SEGMENTS; place += 1)
        put(ratio(tally[start + place], tally[start + SEGMENTS]));
    }
  },
});

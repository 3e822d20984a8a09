import { Protocol } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio } from './part.ts';

const FLAGS = [
  [0x001, 'fin', 'FIN'],
  [0x004, 'rst', 'RST'],
  [0x008, 'psh', 'PSH'],
] as const;

const ANY = FLAGS.reduce((bits, [bit]) => bits | bit, 0);

/** All bits that keep a segment from being a bare acknowledgement: FIN, SYN, RST. */
const NOT_BARE = 0x007;

/** A place for each flag, bare acknowledgements, and all segments. */
const BARE = FLAGS.length;
const SEGMENTS = BARE + 1;
const DIRECTION_PLACES = SEGMENTS + 1;

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
  observe({ tally }, { protocols, tcpFlags: flagsOf, payloadLengthBytes }, { entries, start, end }) {
    for (let at = start; at < end; at += 1) {
      const entry = entries[at];
      const row = entry >>> 1;
      if ((protocols[row] & Protocol.Tcp) === 0) continue;
      const places = base + (entry & 1) * DIRECTION_PLACES;
      const flags = flagsOf[row];
      tally[places + SEGMENTS] += 1;
      if ((flags & ANY) !== 0) {
        tally[places] += flags & 1;
        tally[places + 1] += (flags >>> 2) & 1;
        tally[places + 2] += (flags >>> 3) & 1;
      }
      if (payloadLengthBytes[row] === 0 && (flags & NOT_BARE) === 0) tally[places + BARE] += 1;
    }
  },
  write({ tally }, put) {
    for (const start of [base, base + DIRECTION_PLACES]) {
      for (let place = 0; place < SEGMENTS; place += 1)
        put(ratio(tally[start + place], tally[start + SEGMENTS]));
    }
  },
});

import { FLAG_PLACES, FLAG_SEGMENTS, FLAGS } from './layout.ts';
import { columnsOf, type Part, ratio } from './part.ts';

const TOLD = [
  ['fin', 'FIN'],
  ['rst', 'RST'],
  ['psh', 'PSH'],
] as const;

/** How connections end, and how much of them is acknowledgements, each way. */
export const tcpFlags: Part = {
  group: 'tcp flags',
  at: FLAGS,
  places: 2 * FLAG_PLACES,
  columns: columnsOf(
    (['out', 'in'] as const).flatMap((direction) => {
      const segments = `TCP segments ${direction === 'out' ? 'sent' : 'received'}`;
      return [
        ...TOLD.map(
          ([name, flag]) =>
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
  write({ tally }, put) {
    for (const start of [FLAGS, FLAGS + FLAG_PLACES]) {
      for (let place = 0; place < FLAG_SEGMENTS; place += 1)
        put(ratio(tally[start + place], tally[start + FLAG_SEGMENTS]));
    }
  },
};

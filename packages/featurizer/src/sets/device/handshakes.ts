import {
  HANDSHAKE_PLACES,
  HANDSHAKES,
  RECEIVED_SYN,
  SEGMENTS_RECEIVED,
  SEGMENTS_SENT,
  SENT_SYN,
  SENT_SYNACK,
  SYN_MSS,
  SYN_OPTIONS,
  SYN_SCALE,
  SYN_WINDOW,
  SYNACK_MSS,
  SYNACK_WINDOW,
  WINDOWS,
} from './layout.ts';
import { columnsOf, type Part, ratio } from './part.ts';
import { prepareRange, rangeColumns, writeRange } from './range.ts';

/** Option kinds of TCP whose place in the list is told (IANA, TCP Option Kind Numbers). */
const OPTIONS = [
  [2, 'mss', 'maximum segment size'],
  [3, 'scale', 'window scale'],
  [4, 'sack', 'SACK permitted'],
  [8, 'timestamps', 'timestamps'],
  [1, 'nop', 'no-operation'],
] as const;

const OPTION_SLOTS = 8;

const kindAt = (order: number, slot: number): number => (order >>> (slot * 4)) & 0xf;

const optionCount = (order: number): number => {
  let count = 0;
  for (let slot = 0; slot < OPTION_SLOTS; slot += 1) if (kindAt(order, slot) !== 0) count = slot + 1;
  return count;
};

/** 1 for the first option of the list; 0 where it is not there. */
const placeOfOption = (order: number, kind: number): number => {
  for (let slot = 0; slot < OPTION_SLOTS; slot += 1) if (kindAt(order, slot) === kind) return slot + 1;
  return 0;
};

const COLUMNS = columnsOf([
  [
    'syn_window',
    { unit: 'bytes', doc: 'Window of the first SYN segment sent, as in the header; 0 without one.' },
  ],
  ['syn_mss', { unit: 'bytes', doc: 'Maximum segment size of the first SYN segment sent; 0 without it.' }],
  ['syn_scale', { unit: 'score', doc: 'Window scale of the first SYN segment sent, plus 1; 0 without it.' }],
  ['syn_options', { unit: 'count', doc: 'Options of the first SYN segment sent, eight at most.' }],
  ...OPTIONS.map(
    ([, option, label]) =>
      [
        `syn_${option}_place`,
        {
          unit: 'score',
          doc: `Place of ${label} among the options of the first SYN segment sent, from 1; 0 without it.`,
        },
      ] as const,
  ),
  [
    'synack_window',
    { unit: 'bytes', doc: 'Window of the first SYN-ACK segment sent, as in the header; 0 without one.' },
  ],
  [
    'synack_mss',
    { unit: 'bytes', doc: 'Maximum segment size of the first SYN-ACK segment sent; 0 without it.' },
  ],
  ...rangeColumns('window', 'bytes', 'window of TCP segments sent after the handshake, as in the header'),
  ['syn_sent', { unit: 'ratio', doc: 'Share of TCP segments sent that open a connection.' }],
  ['synack_sent', { unit: 'ratio', doc: 'Share of TCP segments sent that accept a connection.' }],
  ['syn_received', { unit: 'ratio', doc: 'Share of TCP segments received that open a connection.' }],
]);

/** How a device opens and accepts TCP connections, and the windows it offers: systems differ in it (RFC 9293, RFC 7323). */
export const handshakes: Part = {
  group: 'handshakes',
  at: HANDSHAKES,
  places: HANDSHAKE_PLACES,
  columns: COLUMNS,
  prepare: (tally) => prepareRange(tally, HANDSHAKES + WINDOWS),
  write({ tally }, put) {
    const at = (place: number): number => tally[HANDSHAKES + place];
    const order = at(SYN_OPTIONS);
    put(at(SYN_WINDOW));
    put(at(SYN_MSS));
    put(at(SYN_SCALE));
    put(optionCount(order));
    for (const [kind] of OPTIONS) put(placeOfOption(order, kind));
    put(at(SYNACK_WINDOW));
    put(at(SYNACK_MSS));
    writeRange(tally, HANDSHAKES + WINDOWS, put);
    put(ratio(at(SENT_SYN), at(SEGMENTS_SENT)));
    put(ratio(at(SENT_SYNACK), at(SEGMENTS_SENT)));
    put(ratio(at(RECEIVED_SYN), at(SEGMENTS_RECEIVED)));
  },
};

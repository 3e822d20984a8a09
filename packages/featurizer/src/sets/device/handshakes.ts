import { NO_WINDOW_SCALE, type PacketBatch } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio } from './part.ts';
import { joinRange, prepareRange, RANGE_PLACES, rangeColumns, writeRange } from './range.ts';

const SYN = 0x02;
const ACK = 0x10;

/** Option kinds of TCP whose place in the list is told (IANA, TCP Option Kind Numbers). */
const OPTIONS = [
  [2, 'mss', 'maximum segment size'],
  [3, 'scale', 'window scale'],
  [4, 'sack', 'SACK permitted'],
  [8, 'timestamps', 'timestamps'],
  [1, 'nop', 'no-operation'],
] as const;

const OPTION_SLOTS = 8;

/** Of the first SYN sent: whether there was one, window, segment size, scale + 1, options as eight kinds. */
const SYN_WINDOW = 1;
const SYN_MSS = 2;
const SYN_SCALE = 3;
const SYN_OPTIONS = 4;
/** Of the first SYN-ACK sent: its options answer those of the client, so only what is the device's own is told. */
const SYNACK = 5;
const SYNACK_WINDOW = 6;
const SYNACK_MSS = 7;
const WINDOWS = 8;
const SENT = WINDOWS + RANGE_PLACES;
const SENT_SYN = SENT + 1;
const SENT_SYNACK = SENT + 2;
const RECEIVED = SENT + 3;
const RECEIVED_SYN = SENT + 4;

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

const observeOpening = (tally: Float64Array, base: number, batch: PacketBatch, row: number): void => {
  const isAnswer = (batch.tcpFlags[row] & ACK) !== 0;
  tally[base + (isAnswer ? SENT_SYNACK : SENT_SYN)] += 1;
  if (isAnswer && tally[base + SYNACK] === 0) {
    tally[base + SYNACK] = 1;
    tally[base + SYNACK_WINDOW] = batch.tcpWindow[row];
    tally[base + SYNACK_MSS] = batch.tcpMss[row];
  } else if (!isAnswer && tally[base] === 0) {
    const scale = batch.tcpWindowScale[row];
    tally[base] = 1;
    tally[base + SYN_WINDOW] = batch.tcpWindow[row];
    tally[base + SYN_MSS] = batch.tcpMss[row];
    tally[base + SYN_SCALE] = scale === NO_WINDOW_SCALE ? 0 : scale + 1;
    tally[base + SYN_OPTIONS] = batch.tcpOptionOrder[row];
  }
};

const observeSent = (tally: Float64Array, base: number, batch: PacketBatch, rows: Uint32Array): void => {
  const { tcpFlags, tcpWindow } = batch;
  let count = 0;
  let sum = 0;
  let least = 0xffff;
  let most = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const opening = tcpFlags[row] & (SYN | ACK);
    if (opening === ACK) {
      const window = tcpWindow[row];
      count += 1;
      sum += window;
      if (window < least) least = window;
      if (window > most) most = window;
    } else if ((opening & SYN) !== 0) observeOpening(tally, base, batch, row);
  }
  tally[base + SENT] += rows.length;
  joinRange(tally, base + WINDOWS, { count, sum, least, most });
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
export const handshakes = (base: number): Part => ({
  group: 'handshakes',
  places: RECEIVED_SYN + 1,
  columns: COLUMNS,
  prepare: (tally) => prepareRange(tally, base + WINDOWS),
  observe({ tally }, batch, { sent, received }) {
    observeSent(tally, base, batch, sent.tcp);
    const { tcpFlags } = batch;
    const rows = received.tcp;
    tally[base + RECEIVED] += rows.length;
    for (let at = 0; at < rows.length; at += 1) {
      if ((tcpFlags[rows[at]] & (SYN | ACK)) === SYN) tally[base + RECEIVED_SYN] += 1;
    }
  },
  write({ tally }, put) {
    const order = tally[base + SYN_OPTIONS];
    put(tally[base + SYN_WINDOW]);
    put(tally[base + SYN_MSS]);
    put(tally[base + SYN_SCALE]);
    put(optionCount(order));
    for (const [kind] of OPTIONS) put(placeOfOption(order, kind));
    put(tally[base + SYNACK_WINDOW]);
    put(tally[base + SYNACK_MSS]);
    writeRange(tally, base + WINDOWS, put);
    put(ratio(tally[base + SENT_SYN], tally[base + SENT]));
    put(ratio(tally[base + SENT_SYNACK], tally[base + SENT]));
    put(ratio(tally[base + RECEIVED_SYN], tally[base + RECEIVED]));
  },
});

import { columnsOf, type Part, ratio } from './part.ts';

const KINDS = [
  ['tcp_payload_out', 'of the TCP payload of segments sent that have any, by the lengths headers declare'],
  ['tcp_payload_in', 'of the TCP payload of segments received that have any, by the lengths headers declare'],
  ['udp_payload_out', 'of the UDP payload of datagrams sent that have any, by the lengths headers declare'],
  [
    'udp_payload_in',
    'of the UDP payload of datagrams received that have any, by the lengths headers declare',
  ],
] as const;

/** Packets, bytes, and most bytes, of each kind. */
const BYTES = 1;
const MOST = 2;
const KIND_PLACES = 3;

/** Takes in packets of one direction and transport; a segment without payload is no packet here. */
const observeRows = (
  tally: Float64Array,
  place: number,
  payloadLengthBytes: Uint32Array,
  rows: Uint32Array,
): void => {
  let packets = 0;
  let bytes = 0;
  let most = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const length = payloadLengthBytes[rows[at]];
    if (length !== 0) packets += 1;
    bytes += length;
    if (length > most) most = length;
  }
  tally[place] += packets;
  tally[place + BYTES] += bytes;
  if (most > tally[place + MOST]) tally[place + MOST] = most;
};

/** How much transports carry in a packet, by the lengths that headers declare: no payload is looked at. */
export const payloads = (base: number): Part => ({
  group: 'payloads',
  places: KINDS.length * KIND_PLACES,
  columns: columnsOf(
    KINDS.flatMap(([name, of]) => [
      [`${name}_mean`, { unit: 'bytes', doc: `Mean length ${of}; 0 without any.` }] as const,
      [`${name}_max`, { unit: 'bytes', doc: `Greatest length ${of}; 0 without any.` }] as const,
    ]),
  ),
  observe({ tally }, { payloadLengthBytes }, { sent, received }) {
    [sent.tcp, received.tcp, sent.udp, received.udp].forEach((rows, kind) => {
      observeRows(tally, base + kind * KIND_PLACES, payloadLengthBytes, rows);
    });
  },
  write({ tally }, put) {
    for (let at = base; at < base + KINDS.length * KIND_PLACES; at += KIND_PLACES) {
      put(ratio(tally[at + BYTES], tally[at]));
      put(tally[at + MOST]);
    }
  },
});

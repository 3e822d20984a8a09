import { type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio } from './part.ts';

const KINDS = [
  ['tcp_payload_out', 'of the TCP payload of segments sent that have any, by the lengths headers declare'],
  ['tcp_payload_in', 'of the TCP payload of segments received that have any, by the lengths headers declare'],
  ['udp_payload_out', 'of the UDP payload of datagrams sent, by the lengths headers declare'],
  ['udp_payload_in', 'of the UDP payload of datagrams received, by the lengths headers declare'],
] as const;

/** Packets, bytes, and most bytes, of each kind. */
const BYTES = 1;
const MOST = 2;
const KIND_PLACES = 3;

/** Takes in packets of one direction, whose kind for TCP is at `place`, that for UDP two kinds on. */
const observeRows = (
  tally: Float64Array,
  place: number,
  { protocols, payloadLengthBytes }: PacketBatch,
  rows: Uint32Array,
  // eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
): void => {
  for (const row of rows) {
    const bits = protocols[row] & (Protocol.Tcp | Protocol.Udp);
    const bytes = payloadLengthBytes[row];
    if (bits === 0 || (bytes === 0 && bits === Protocol.Tcp)) continue;
    const at = bits === Protocol.Tcp ? place : place + 2 * KIND_PLACES;
    tally[at] += 1;
    tally[at + BYTES] += bytes;
    if (bytes > tally[at + MOST]) tally[at + MOST] = bytes;
  }
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
  observe({ tally }, batch, { sent, received }) {
    observeRows(tally, base, batch, sent);
    observeRows(tally, base + KIND_PLACES, batch, received);
  },
  write({ tally }, put) {
    for (let at = base; at < base + KINDS.length * KIND_PLACES; at += KIND_PLACES) {
      put(ratio(tally[at + BYTES], tally[at]));
      put(tally[at + MOST]);
    }
  },
});

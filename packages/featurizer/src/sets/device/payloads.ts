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

const addKind = (
  tally: Float64Array,
  place: number,
  { packets, bytes, most }: { readonly packets: number; readonly bytes: number; readonly most: number },
): void => {
  tally[place] += packets;
  tally[place + BYTES] += bytes;
  if (most > tally[place + MOST]) tally[place + MOST] = most;
};

/** Takes in packets of one direction, whose kind for TCP is at `place`, that for UDP two kinds on. */
const observeRows = (
  tally: Float64Array,
  place: number,
  { protocols, payloadLengthBytes }: PacketBatch,
  rows: Uint32Array,
): void => {
  let segments = 0;
  let segmentBytes = 0;
  let mostOfSegment = 0;
  let datagrams = 0;
  let datagramBytes = 0;
  let mostOfDatagram = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const bytes = payloadLengthBytes[row];
    const bits = protocols[row];
    if ((bits & Protocol.Tcp) !== 0) {
      if (bytes !== 0) segments += 1;
      segmentBytes += bytes;
      if (bytes > mostOfSegment) mostOfSegment = bytes;
    } else if ((bits & Protocol.Udp) !== 0) {
      datagrams += 1;
      datagramBytes += bytes;
      if (bytes > mostOfDatagram) mostOfDatagram = bytes;
    }
  }
  addKind(tally, place, { packets: segments, bytes: segmentBytes, most: mostOfSegment });
  addKind(tally, place + 2 * KIND_PLACES, { packets: datagrams, bytes: datagramBytes, most: mostOfDatagram });
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

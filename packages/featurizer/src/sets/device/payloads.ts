import { Protocol } from '@networkml/pcap-reader';

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
  observe({ tally }, { batch, row, isSent, protocols }) {
    const isUdp = (protocols & Protocol.Udp) !== 0;
    if (!isUdp && (protocols & Protocol.Tcp) === 0) return;
    const bytes = batch.payloadLengthBytes[row];
    if (bytes === 0 && !isUdp) return;
    const at = base + ((isUdp ? 2 : 0) + (isSent ? 0 : 1)) * KIND_PLACES;
    tally[at] += 1;
    tally[at + BYTES] += bytes;
    if (bytes > tally[at + MOST]) tally[at + MOST] = bytes;
  },
  write({ tally }, put) {
    for (let at = base; at < base + KINDS.length * KIND_PLACES; at += KIND_PLACES) {
      put(ratio(tally[at + BYTES], tally[at]));
      put(tally[at + MOST]);
    }
  },
});

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
  observe({ tally }, { protocols, payloadLengthBytes }, { entries, start, end }) {
    for (let at = start; at < end; at += 1) {
      const entry = entries[at];
      const row = entry >>> 1;
      const bits = protocols[row] & (Protocol.Tcp | Protocol.Udp);
      if (bits === 0) continue;
      const bytes = payloadLengthBytes[row];
      if (bytes === 0 && bits === Protocol.Tcp) continue;
      const place = base + ((bits === Protocol.Tcp ? 0 : 2) + (entry & 1)) * KIND_PLACES;
      tally[place] += 1;
      tally[place + BYTES] += bytes;
      if (bytes > tally[place + MOST]) tally[place + MOST] = bytes;
    }
  },
  write({ tally }, put) {
    for (let at = base; at < base + KINDS.length * KIND_PLACES; at += KIND_PLACES) {
      put(ratio(tally[at + BYTES], tally[at]));
      put(tally[at + MOST]);
    }
  },
});

import { PAYLOAD_BYTES, PAYLOAD_MOST, PAYLOAD_PLACES, PAYLOADS } from './layout.ts';
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

/** How much transports carry in a packet, by the lengths that headers declare: no payload is looked at. */
export const payloads: Part = {
  group: 'payloads',
  at: PAYLOADS,
  places: KINDS.length * PAYLOAD_PLACES,
  columns: columnsOf(
    KINDS.flatMap(([name, of]) => [
      [`${name}_mean`, { unit: 'bytes', doc: `Mean length ${of}; 0 without any.` }] as const,
      [`${name}_max`, { unit: 'bytes', doc: `Greatest length ${of}; 0 without any.` }] as const,
    ]),
  ),
  write({ tally }, put) {
    KINDS.forEach((_, kind) => {
      const at = PAYLOADS + kind * PAYLOAD_PLACES;
      put(ratio(tally[at + PAYLOAD_BYTES], tally[at]));
      put(tally[at + PAYLOAD_MOST]);
    });
  },
};

import { MESSAGE_PLACES, MESSAGES, NONE } from './layout.ts';
import { columnsOf, packetsOf, type Part, ratio } from './part.ts';

/** Messages told by their type: ICMP (RFC 792), ICMPv6 (RFC 4443, 4861, 2710, 3810). */
const ICMP_TYPES = [
  [8, 'echo_request', 'ICMP echo requests'],
  [0, 'echo_reply', 'ICMP echo replies'],
  [3, 'unreachable', 'ICMP destination-unreachable messages'],
  [11, 'time_exceeded', 'ICMP time-exceeded messages'],
] as const;
const ICMPV6_TYPES = [
  [133, 'router_solicitation', 'ICMPv6 router solicitations'],
  [134, 'router_advertisement', 'ICMPv6 router advertisements'],
  [135, 'neighbor_solicitation', 'ICMPv6 neighbor solicitations'],
  [136, 'neighbor_advertisement', 'ICMPv6 neighbor advertisements'],
  [131, 'listener_report', 'multicast listener reports (MLD 1)'],
  [143, 'listener_report_v2', 'multicast listener reports (MLD 2)'],
] as const;

const NAMED = [
  ['arp_request', 'ARP requests'],
  ['arp_reply', 'ARP replies'],
  ...[...ICMP_TYPES, ...ICMPV6_TYPES].map(([, name, what]) => [name, what] as const),
] as const;

const ICMP_AT = 2;
const ICMPV6_AT = ICMP_AT + ICMP_TYPES.length;

const placesOf = (
  types: readonly (readonly [type: number, ...rest: unknown[]])[],
  at: number,
): Uint8Array => {
  const places = new Uint8Array(256).fill(NONE);
  types.forEach(([type], index) => {
    places[type] = at + index;
  });
  return places;
};

/** The place of each type of ICMP, and of ICMPv6, among the messages; `NONE` where it is not told. */
export const ICMP_PLACES: Uint8Array = placesOf(ICMP_TYPES, ICMP_AT);
export const ICMPV6_PLACES: Uint8Array = placesOf(ICMPV6_TYPES, ICMPV6_AT);

/** The control messages a device sends, as shares of all it sends. */
export const messages: Part = {
  group: 'control messages',
  at: MESSAGES,
  places: MESSAGE_PLACES,
  columns: columnsOf(
    NAMED.map(([name, what]) => [
      `${name}_sent`,
      { unit: 'ratio', doc: `Share of packets sent that are ${what}.` },
    ]),
  ),
  write(numbers, put) {
    NAMED.forEach((_, place) => put(ratio(numbers.tally[MESSAGES + place], packetsOf(numbers, 0))));
  },
};

import { Protocol } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio, Volume } from './part.ts';

const ARP_REQUEST = 1;
const ARP_REPLY = 2;

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

const NONE = 255;

const MESSAGES = Protocol.Arp | Protocol.Icmp | Protocol.Icmpv6;

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

const ICMP_PLACES = placesOf(ICMP_TYPES, ICMP_AT);
const ICMPV6_PLACES = placesOf(ICMPV6_TYPES, ICMPV6_AT);

/** The control messages a device sends, as shares of all it sends. */
export const messages = (base: number): Part => ({
  group: 'control messages',
  places: NAMED.length,
  columns: columnsOf(
    NAMED.map(([name, what]) => [
      `${name}_sent`,
      { unit: 'ratio', doc: `Share of packets sent that are ${what}.` },
    ]),
  ),
  observe({ tally }, { protocols, arpOpcode, icmpType }, { sent }) {
    for (let at = 0; at < sent.other.length; at += 1) {
      const row = sent.other[at];
      const bits = protocols[row] & MESSAGES;
      if (bits === 0) continue;
      if (bits === Protocol.Arp) {
        const opcode = arpOpcode[row];
        if (opcode === ARP_REQUEST || opcode === ARP_REPLY) tally[base + opcode - ARP_REQUEST] += 1;
        continue;
      }
      const place = (bits === Protocol.Icmp ? ICMP_PLACES : ICMPV6_PLACES)[icmpType[row]];
      if (place !== NONE) tally[base + place] += 1;
    }
  },
  write({ tally }, put) {
    NAMED.forEach((_, place) => put(ratio(tally[base + place], tally[Volume.PacketsOut])));
  },
});

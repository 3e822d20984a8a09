import { LAYER_PLACES, LAYERS } from './layout.ts';
import { columnsOf, packetsOf, type Part, ratio } from './part.ts';

/** What a packet is, highest header first: every packet is one of these. */
const KINDS = [
  ['tcp', 'TCP segments'],
  ['udp', 'UDP datagrams'],
  ['icmp', 'ICMP messages'],
  ['icmpv6', 'ICMPv6 messages'],
  ['igmp', 'IGMP messages'],
  ['ip_other', 'of another protocol over IP, or later fragments'],
  ['arp', 'ARP messages'],
  ['eapol', 'EAPOL frames (IEEE 802.1X, Wi-Fi keys)'],
  ['llc', 'IEEE 802.2 LLC frames'],
  ['link_other', 'of another protocol of the link'],
] as const;

/** What may be true of any packet. */
const TRAITS = [
  ['ipv6', 'over IPv6'],
  ['fragment', 'fragments of IP datagrams'],
  ['vlan', 'tagged for a VLAN'],
  ['tunnel', 'carriers of a tunnel'],
] as const;

const NAMES = [...KINDS, ...TRAITS];
/** Which protocols of layers 2 to 4 a device speaks, as shares of its packets each way. */
export const layers: Part = {
  group: 'protocols',
  at: LAYERS,
  places: 2 * LAYER_PLACES,
  columns: columnsOf(
    (['out', 'in'] as const).flatMap((direction) =>
      NAMES.map(([name, what]) => [
        `${name}_${direction}`,
        {
          unit: 'ratio',
          doc: `Share of packets ${direction === 'out' ? 'sent' : 'received'} that are ${what}.`,
        },
      ]),
    ),
  ),
  write(numbers, put) {
    for (const direction of [0, 1] as const) {
      const places = LAYERS + direction * LAYER_PLACES;
      const packets = packetsOf(numbers, direction);
      NAMES.forEach((_, index) => put(ratio(numbers.tally[places + index], packets)));
    }
  },
};

import { type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type DirectionRows } from './device-packets.ts';
import { columnsOf, type Part, ratio, Volume } from './part.ts';

const ETHERTYPE_EAPOL = 0x888e;
const IP_PROTOCOL_IGMP = 2;

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

const TCP = 0;
const UDP = 1;
const ICMP = 2;
const ICMPV6 = 3;
const IGMP = 4;
const IP_OTHER = 5;
const ARP = 6;
const EAPOL = 7;
const LLC = 8;
const LINK_OTHER = 9;

const IPV6 = KINDS.length;
const FRAGMENT = IPV6 + 1;
const VLAN = IPV6 + 2;
const TUNNEL = IPV6 + 3;

const NAMES = [...KINDS, ...TRAITS];
const DIRECTION_PLACES = NAMES.length;

/** The kind of a packet without TCP and UDP. */
const otherKindOf = (batch: PacketBatch, row: number, protocols: number): number => {
  if ((protocols & Protocol.Icmp) !== 0) return ICMP;
  if ((protocols & Protocol.Icmpv6) !== 0) return ICMPV6;
  if (batch.ipVersion[row] !== 0) return batch.ipProtocol[row] === IP_PROTOCOL_IGMP ? IGMP : IP_OTHER;
  if ((protocols & Protocol.Arp) !== 0) return ARP;
  if (batch.innerEtherType[row] === ETHERTYPE_EAPOL) return EAPOL;
  return (protocols & Protocol.Llc) !== 0 ? LLC : LINK_OTHER;
};

/** Takes in packets of one direction. */
const observeRows = (tally: Float64Array, place: number, batch: PacketBatch, rows: DirectionRows): void => {
  tally[place + TCP] += rows.tcp.length;
  tally[place + UDP] += rows.udp.length;
  tally[place + IPV6] += rows.ipv6;
  tally[place + FRAGMENT] += rows.fragments;
  tally[place + VLAN] += rows.tagged;
  for (let at = 0; at < rows.other.length; at += 1) {
    const row = rows.other[at];
    tally[place + otherKindOf(batch, row, batch.protocols[row])] += 1;
    if (batch.tunnelDepth[row] !== 0) tally[place + TUNNEL] += 1;
  }
  for (let at = 0; at < rows.udp.length; at += 1) {
    if (batch.tunnelDepth[rows.udp[at]] !== 0) tally[place + TUNNEL] += 1;
  }
};

/** Which protocols of layers 2 to 4 a device speaks, as shares of its packets each way. */
export const layers = (base: number): Part => ({
  group: 'protocols',
  places: 2 * DIRECTION_PLACES,
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
  observe({ tally }, batch, { sent, received }) {
    observeRows(tally, base, batch, sent);
    observeRows(tally, base + DIRECTION_PLACES, batch, received);
  },
  write({ tally }, put) {
    for (const direction of [0, 1]) {
      const places = base + direction * DIRECTION_PLACES;
      const packets = tally[Volume.PacketsOut + direction];
      NAMES.forEach((_, index) => put(ratio(tally[places + index], packets)));
    }
  },
});

import { Damage, Protocol } from '@networkml/pcap-reader';
import type { CellDifference, DifferenceClass } from '../difference.ts';
import { carries, damagedBy, onlyOurs, onlyTheirs, theirField } from './predicates.ts';

/** LINKTYPE_ numbers; www.tcpdump.org/linktypes.html. */
const LinkType = { Null: 0, Slip: 8, SunAtm: 123, Ieee802154: 195, Ieee802154WithoutFcs: 230 } as const;

/** What wiretap takes off an ATM packet: direction and circuit. */
const ATM_HEADER_BYTES = 4;

const SERVICE_TAG = 0x88a8;
const ARISTA_TIMESTAMP = 0xd28b;

/** The first 40 bits of the address that Cisco's Inter-Switch Link sends to. */
const INTER_SWITCH_LINK = '01:00:0c:00:00:';

const ETHERNET_COLUMNS: ReadonlySet<string> = new Set(['sourceMac', 'destinationMac', 'etherType']);

/** What may stand behind an outer IP header only inside a tunnel. */
const LOWER_COLUMNS: ReadonlySet<string> = new Set(['vlanId', 'arpOpcode']);

const SFLOW_PORT = 6343;

/** Whether tshark's cell is of a header that a tunnel encloses: the outer headers have no such field. */
const isInsideTunnel = (difference: CellDifference): boolean => {
  const { batch, row, column } = difference;
  if (batch.tunnelDepth[row] === 0) return false;
  if (batch.ipVersion[row] !== 0) return onlyTheirs(difference) && LOWER_COLUMNS.has(column);
  return onlyTheirs(difference) || ETHERNET_COLUMNS.has(column);
};

const isOfLink = ({ batch, row }: CellDifference, ...linkTypes: readonly number[]): boolean =>
  linkTypes.includes(batch.linkType[row]);

/** Differences in link headers, tags and what encloses the outer IP header. */
export const LINK_CLASSES: readonly DifferenceClass[] = [
  {
    id: 'service-tag',
    reason:
      'The outermost tag is that of a provider (IEEE 802.1ad, type 0x88a8). We tell its identifier; tshark has another field for it, and its `vlan.id` is of the tag behind.',
    cell: ({ column, batch, row }) => column === 'vlanId' && batch.etherType[row] === SERVICE_TAG,
  },
  {
    id: 'inter-switch-link',
    reason:
      'tshark recognises ISL, a proprietary encapsulation of Cisco, by its destination address and shows the frame inside. We take it for the Ethernet frame that it also is.',
    cell: ({ column, ours }) => column === 'destinationMac' && ours.startsWith(INTER_SWITCH_LINK),
  },
  {
    id: 'inside-a-tunnel',
    reason:
      'Our columns describe the outer headers and stop where a tunnel begins. The first occurrence of the field that tshark finds is inside it.',
    cell: isInsideTunnel,
  },
  {
    id: 'sampled-packet',
    reason:
      'tshark dissects the packet samples in a report of sFlow, which is payload of UDP and not a tunnel.',
    cell: (difference) =>
      onlyTheirs(difference) &&
      carries(difference, Protocol.Udp) &&
      difference.batch.destinationPort[difference.row] === SFLOW_PORT,
  },
  {
    id: 'atm-arp',
    reason:
      'An ARP packet of hardware type 19 (ATM) has another layout in tshark, RFC 2225, and is malformed in it. The operation stands at the same place in both.',
    cell: (difference) =>
      difference.column === 'arpOpcode' && onlyOurs(difference) && damagedBy(difference, Damage.None),
  },
  {
    id: 'mpls-alert-label',
    reason:
      'Behind the reserved label 14 tshark expects an OAM message (RFC 3429). We tell the payload of MPLS by its first four bits whatever the label.',
    cell: (difference) =>
      onlyOurs(difference) &&
      carries(difference, Protocol.Mpls) &&
      theirField(difference, 'ip.version') === '',
  },
  {
    id: 'vendor-timestamp',
    reason:
      'A timestamp that switches of Arista put behind the Ethernet header (type 0xd28b) stands before the rest. We do not decode this proprietary header and tell nothing behind it; tshark goes on.',
    cell: (difference) =>
      onlyTheirs(difference) && difference.batch.innerEtherType[difference.row] === ARISTA_TIMESTAMP,
  },
  {
    id: 'loopback-family',
    reason:
      'The four bytes of BSD loopback hold no address family. Where the last two of them happen to be an EtherType, tshark goes by that; we take the packet for one of an unknown family.',
    cell: (difference) =>
      onlyTheirs(difference) &&
      isOfLink(difference, LinkType.Null) &&
      damagedBy(difference, Damage.None) &&
      difference.batch.protocols[difference.row] === 0 &&
      difference.batch.etherType[difference.row] === 0,
  },
  {
    id: 'slip',
    reason: 'tshark does not dissect SLIP. tcpdump tells the same as we do.',
    cell: (difference) => onlyOurs(difference) && isOfLink(difference, LinkType.Slip),
  },
  {
    id: 'atm-header',
    reason:
      'tshark does not count the four bytes of the ATM pseudo-header in the lengths of a packet; the record does.',
    cell: (difference) =>
      (difference.column === 'wireLengthBytes' || difference.column === 'capturedLengthBytes') &&
      isOfLink(difference, LinkType.SunAtm) &&
      Number(difference.ours) - Number(difference.theirs) === ATM_HEADER_BYTES,
  },
  {
    id: 'compressed-ipv6',
    reason:
      'IPv6 over IEEE 802.15.4 is compressed (6LoWPAN, RFC 6282). tshark restores the header; to us it is payload.',
    cell: (difference) =>
      onlyTheirs(difference) &&
      isOfLink(difference, LinkType.Ieee802154, LinkType.Ieee802154WithoutFcs) &&
      theirField(difference, 'ip.version') === '6',
  },
];

import { Damage, Protocol, formatIp } from '@networkml/pcap-reader';
import type { DifferenceClass } from '../difference.ts';
import { carries, damagedBy, onlyOurs, onlyTheirs, theirField } from './predicates.ts';

const IPV6_HEADER_BYTES = 40;
/** IPv4 without options, and ICMP. */
const SHORTEST_ICMP_BYTES = 28;
const DESTINATION_OPTIONS = '60';

const TRANSPORT_COLUMNS: ReadonlySet<string> = new Set([
  'sourcePort',
  'destinationPort',
  'tcpFlags',
  'tcpWindow',
  'udpLengthBytes',
  'icmpType',
]);

/** Differences in IP and transport headers, nearly all of them in damaged packets. */
export const HEADER_CLASSES: readonly DifferenceClass[] = [
  {
    id: 'wrong-ip-version',
    reason:
      'The version field of what should be an IP header is neither 4 nor 6. tshark shows it; we tell no IP version.',
    cell: (difference) =>
      difference.column === 'ipVersion' && onlyTheirs(difference) && !['4', '6'].includes(difference.theirs),
  },
  {
    id: 'version-against-type',
    reason:
      'The EtherType or the link type says one version of IP and the version field the other. tshark goes by the version, or shows it at least; to us the header is malformed.',
    cell: (difference) =>
      onlyTheirs(difference) &&
      ((damagedBy(difference, Damage.Ipv4Malformed) && theirField(difference, 'ip.version') === '6') ||
        (damagedBy(difference, Damage.Ipv6Malformed) && theirField(difference, 'ip.version') === '4')),
  },
  {
    id: 'cut-ip-header',
    reason:
      'The capture ends inside the fixed IP header. tshark shows the fields before the cut; we tell no part of such a header.',
    cell: (difference) =>
      onlyTheirs(difference) && damagedBy(difference, Damage.Ipv4Truncated, Damage.Ipv6Truncated),
  },
  {
    id: 'header-length-below-20',
    reason:
      'The header length of IPv4 is below 20 bytes. tshark shows the version; we tell no part of such a header.',
    cell: (difference) =>
      difference.column === 'ipVersion' &&
      onlyTheirs(difference) &&
      damagedBy(difference, Damage.Ipv4Malformed),
  },
  {
    id: 'length-below-header',
    reason:
      'The total length of IPv4 is smaller than the header. tshark stops there; we tell the fields of the header, which are all in the capture.',
    cell: (difference) =>
      onlyOurs(difference) &&
      carries(difference, Protocol.Ipv4) &&
      theirField(difference, 'ip.version') === '4' &&
      theirField(difference, 'ip.src') === '',
  },
  {
    id: 'cut-ip-options',
    reason:
      'The capture ends inside the options of IPv4. tshark looks for a source route in them before it shows the destination, and stops; we tell the destination.',
    cell: (difference) =>
      difference.column === 'destinationIp' &&
      onlyOurs(difference) &&
      carries(difference, Protocol.Ipv4) &&
      theirField(difference, 'ip.src') === formatIp(4, difference.batch.sourceIp, difference.row),
  },
  {
    id: 'source-route',
    reason:
      'An IPv4 source route option is there: tshark shows the last address of the route as destination, we tell the field of the header (RFC 791).',
    cell: (difference) => {
      const { batch, row, column, theirs } = difference;
      const source = formatIp(batch.ipVersion[row], batch.sourceIp, row);
      return column === 'destinationIp' && theirs !== '' && theirField(difference, 'ip.src') === source;
    },
  },
  {
    id: 'no-ipv6-payload-length',
    reason:
      'The payload length of IPv6 is 0, as Linux writes it for packets above 64 KiB. tshark takes it at its word and finds nothing behind the header; we read on to the end of the capture.',
    cell: (difference) =>
      TRANSPORT_COLUMNS.has(difference.column) &&
      onlyOurs(difference) &&
      carries(difference, Protocol.Ipv6) &&
      difference.batch.ipLengthBytes[difference.row] === IPV6_HEADER_BYTES,
  },
  {
    id: 'malformed-destination-option',
    reason:
      'tshark stops at a destination option of IPv6 that does not hold what its type says. The header says how long it is, so we go on behind it.',
    cell: (difference) =>
      TRANSPORT_COLUMNS.has(difference.column) &&
      onlyOurs(difference) &&
      theirField(difference, 'ipv6.nxt') === DESTINATION_OPTIONS,
  },
  {
    id: 'tcp-header-length-below-20',
    reason:
      'The header length of TCP is below 20 bytes. tshark stops there; we tell flags and window, and count the packet as malformed.',
    cell: (difference) =>
      (difference.column === 'tcpFlags' || difference.column === 'tcpWindow') &&
      onlyOurs(difference) &&
      damagedBy(difference, Damage.TcpMalformed),
  },
  {
    id: 'short-icmp',
    reason:
      'The IP header leaves fewer than the eight bytes of ICMP. tshark looks at the rest of them before it shows the type, and stops.',
    cell: (difference) =>
      difference.column === 'icmpType' &&
      onlyOurs(difference) &&
      carries(difference, Protocol.Icmp) &&
      Number(theirField(difference, 'ip.len')) < SHORTEST_ICMP_BYTES,
  },
];

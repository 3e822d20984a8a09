import { DATAGRAM_PLACES, DATAGRAMS, NONE, RANGE_PLACES } from './layout.ts';
import { columnsOf, type Part } from './part.ts';
import { prepareRange, rangeColumns, writeRange } from './range.ts';
import { serviceIndex } from './services.ts';

/** Datagrams whose lengths tell implementations apart: who sends them, to or from the port of which service. */
const KINDS = [
  {
    name: 'dhcp_sent',
    service: 'dhcp',
    isSent: true,
    toService: true,
    of: 'DHCP datagrams the device sends as a client',
  },
  {
    name: 'dhcp_given',
    service: 'dhcp',
    isSent: true,
    toService: false,
    of: 'DHCP datagrams the device sends as a server',
  },
  { name: 'dhcpv6_sent', service: 'dhcpv6', isSent: true, toService: true, of: 'DHCPv6 datagrams sent' },
  { name: 'dns_query', service: 'dns', isSent: true, toService: true, of: 'DNS queries sent' },
  { name: 'dns_answer', service: 'dns', isSent: false, toService: false, of: 'DNS answers received' },
  { name: 'mdns_sent', service: 'mdns', isSent: true, toService: true, of: 'mDNS datagrams sent' },
  { name: 'llmnr_sent', service: 'llmnr', isSent: true, toService: true, of: 'LLMNR datagrams sent' },
  { name: 'netbios_sent', service: 'netbios', isSent: true, toService: true, of: 'NetBIOS datagrams sent' },
  {
    name: 'ssdp_sent',
    service: 'ssdp',
    isSent: true,
    toService: true,
    of: 'SSDP datagrams sent to its port',
  },
  {
    name: 'ssdp_answer',
    service: 'ssdp',
    isSent: true,
    toService: false,
    of: 'SSDP datagrams sent from its port only',
  },
  { name: 'ntp_sent', service: 'ntp', isSent: true, toService: true, of: 'NTP datagrams sent' },
  {
    name: 'snmp_answer',
    service: 'snmp',
    isSent: true,
    toService: false,
    of: 'SNMP datagrams sent from its port',
  },
] as const;

/** The kind for a service, by its index, and bits: 2 whether sent, 1 whether to the service's port. */
export const DATAGRAM_KINDS: Uint8Array = new Uint8Array(1024).fill(NONE);
KINDS.forEach(({ service, isSent, toService }, kind) => {
  DATAGRAM_KINDS[serviceIndex(service) * 4 + Number(isSent) * 2 + Number(toService)] = kind;
});

/** How long the datagrams of small protocols are, header included. */
export const datagrams: Part = {
  group: 'datagrams',
  at: DATAGRAMS,
  places: DATAGRAM_PLACES,
  columns: columnsOf(
    KINDS.flatMap(({ name, of }) => rangeColumns(`${name}_length`, 'bytes', `UDP length of ${of}`)),
  ),
  prepare(tally) {
    KINDS.forEach((_, kind) => prepareRange(tally, DATAGRAMS + kind * RANGE_PLACES));
  },
  write({ tally }, put) {
    KINDS.forEach((_, kind) => writeRange(tally, DATAGRAMS + kind * RANGE_PLACES, put));
  },
};

import { type PacketBatch } from '@networkml/pcap-reader';

import { columnsOf, type Part } from './part.ts';
import { NO_SERVICE, SERVICE_OF_PORT, serviceIndex } from './services.ts';
import { observeInRange, prepareRange, RANGE_PLACES, rangeColumns, writeRange } from './range.ts';

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

/** DHCP's client port: what comes to it is an answer, though it is a port of DHCP as well. */
const DHCP_CLIENT_PORT = 68;

const NONE = 255;

/** The kind for a service, by its index, and bits: 2 whether sent, 1 whether to the service's port. */
const KIND_OF = new Uint8Array(1024).fill(NONE);
KINDS.forEach(({ service, isSent, toService }, kind) => {
  KIND_OF[serviceIndex(service) * 4 + Number(isSent) * 2 + Number(toService)] = kind;
});

/** The kind of a datagram; `sent` is 2 if it is sent, else 0. What goes to a service's port counts first. */
const kindOf = (source: number, destination: number, sent: number): number => {
  const toService = destination === DHCP_CLIENT_PORT ? NO_SERVICE : SERVICE_OF_PORT[destination];
  const kind = KIND_OF[toService * 4 + sent + 1];
  return kind === NONE ? KIND_OF[SERVICE_OF_PORT[source] * 4 + sent] : kind;
};

/** Takes in packets of one direction. */
const observeRows = (
  tally: Float64Array,
  base: number,
  { sourcePort, destinationPort, udpLengthBytes }: PacketBatch,
  { rows, sent }: { readonly rows: Uint32Array; readonly sent: number },
): void => {
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const kind = kindOf(sourcePort[row], destinationPort[row], sent);
    if (kind !== NONE) observeInRange(tally, base + kind * RANGE_PLACES, udpLengthBytes[row]);
  }
};

/** How long the datagrams of small protocols are, header included. */
export const datagrams = (base: number): Part => ({
  group: 'datagrams',
  places: KINDS.length * RANGE_PLACES,
  columns: columnsOf(
    KINDS.flatMap(({ name, of }) => rangeColumns(`${name}_length`, 'bytes', `UDP length of ${of}`)),
  ),
  prepare(tally) {
    KINDS.forEach((_, kind) => prepareRange(tally, base + kind * RANGE_PLACES));
  },
  observe({ tally }, batch, { sent, received }) {
    observeRows(tally, base, batch, { rows: sent.udp, sent: 2 });
    observeRows(tally, base, batch, { rows: received.udp, sent: 0 });
  },
  write({ tally }, put) {
    KINDS.forEach((_, kind) => writeRange(tally, base + kind * RANGE_PLACES, put));
  },
});

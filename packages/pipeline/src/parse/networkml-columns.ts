import { ABSENT, type LastHeaders, NO_MAC, type PacketBatch, Protocol } from '@networkml/pcap-reader';
import { type Column, EMPTY, type IntegerColumn } from '../table/column.ts';
import type { FixedColumn } from '../table/fixed-width.ts';
import { createAddressTexts } from './address-texts.ts';

type PacketColumn = Column<PacketBatch>;

/** A field of the last headers as a number; `ABSENT` where no header of the packet gave it. */
type FieldOf = (last: LastHeaders, row: number) => number;

/** `ABSENT` is also how an integer column says that a cell is empty. */
const number = (name: string, bits: IntegerColumn<PacketBatch>['bits'], field: FieldOf): PacketColumn => ({
  name,
  type: 'integer',
  bits,
  cell: ({ last }, row) => (last === undefined ? EMPTY : field(last, row)),
});

const text = (name: string, textOf: (last: LastHeaders, row: number) => string): PacketColumn => ({
  name,
  type: 'text',
  cell: ({ last }, row) => (last === undefined ? '' : textOf(last, row)),
});

/** Numbers of 16 bits have no more texts than this. */
const TEXTS = 2 ** 16;

/** A number of at most 16 bits as tshark prints it: `0x` and so many hexadecimal digits. */
const hexadecimal = (name: string, digits: number, field: FieldOf): PacketColumn => {
  let texts: string[] | undefined; // made with the first packet: most runs print none
  return text(name, (last, row) => {
    const value = field(last, row);
    if (value === ABSENT) return '';
    texts ??= new Array<string>(TEXTS);
    texts[value] ??= `0x${value.toString(16).padStart(digits, '0')}`;
    return texts[value];
  });
};

const addresses = createAddressTexts();

const mac = (name: string, field: FieldOf): PacketColumn =>
  text(name, (last, row) => {
    const address = field(last, row);
    return address === NO_MAC ? '' : addresses.mac(address);
  });

/** An address of that version; `_host` is the same, as names are not looked up. */
const ip = (version: 4 | 6, end: 'src' | 'dst'): PacketColumn[] => {
  const field = `${version === 4 ? 'ip' : 'ipv6'}.${end}`;
  const addressOf = (last: LastHeaders, row: number): string =>
    last.ipVersion[row] === version
      ? addresses.ip(version, end === 'src' ? last.sourceIp : last.destinationIp, row)
      : '';
  return [text(field, addressOf), text(`${field}_host`, addressOf)];
};

const { Ethernet, LinuxCooked, Wifi, Ppp, Pppoe, Llc, Vlan, Mpls, Arp } = Protocol;
const { Ipv4, Ipv6, Ah, Esp, Gre, Icmp, Icmpv6, Tcp, Udp, Sctp } = Protocol;

/** tshark's names of headers, from the link upwards. */
const HEADER_NAMES: readonly (readonly [bit: number, name: string])[] = [
  [Ethernet, 'eth'],
  [LinuxCooked, 'sll'],
  [Wifi, 'wlan'],
  [Vlan, 'vlan'],
  [Pppoe, 'pppoes'],
  [Ppp, 'ppp'],
  [Llc, 'llc'],
  [Mpls, 'mpls'],
  [Arp, 'arp'],
  [Ipv4, 'ip'],
  [Ipv6, 'ipv6'],
  [Ah, 'ah'],
  [Esp, 'esp'],
  [Gre, 'gre'],
  [Icmp, 'icmp'],
  [Icmpv6, 'icmpv6'],
  [Tcp, 'tcp'],
  [Udp, 'udp'],
  [Sctp, 'sctp'],
];

const headerTexts = new Map<number, string>();

/** More sets of headers than captures hold; one made to hold more has them made anew. */
const HEADER_TEXTS = 4096;

const headerNames = (bits: number): string => {
  const known = headerTexts.get(bits);
  if (known !== undefined) return known;
  if (headerTexts.size >= HEADER_TEXTS) headerTexts.clear();
  const names = HEADER_NAMES.filter(([bit]) => (bits & bit) !== 0)
    .map(([, name]) => name)
    .join(':');
  headerTexts.set(bits, names);
  return names;
};

/** That of SCTP is told by the outer headers alone. */
const protocols: PacketColumn = {
  name: 'frame.protocols',
  type: 'text',
  cell: ({ protocols: outer, last }, row) =>
    headerNames((outer[row] & Sctp) | (last === undefined ? outer[row] : last.protocols[row])),
};
const [ipSource, ipSourceHost] = ip(4, 'src');
const [ipDestination, ipDestinationHost] = ip(4, 'dst');
const tcpSource = number('tcp.srcport', 16, (last, row) => last.tcpSourcePort[row]);
const tcpDestination = number('tcp.dstport', 16, (last, row) => last.tcpDestinationPort[row]);
const udpSource = number('udp.srcport', 16, (last, row) => last.udpSourcePort[row]);
const udpDestination = number('udp.dstport', 16, (last, row) => last.udpDestinationPort[row]);

/** Of the 16-bit word with the fragment offset, tshark 4 prints the flags. */
const ipFlags: FieldOf = ({ ipv4FlagsWord }, row) =>
  ipv4FlagsWord[row] === ABSENT ? ABSENT : ipv4FlagsWord[row] >>> 13;

/**
 * What NetworkML takes of a packet (its group `generic`), by tshark's names: the last occurrence of each field, empty where
 * no header gave it. `frame.protocols` names the headers that packets are decoded to, each once and from the link upwards.
 */
export const GENERIC_COLUMNS: readonly PacketColumn[] = [
  { name: 'frame.len', type: 'integer', bits: 32, cell: (batch, row) => batch.wireLengthBytes[row] },
  {
    name: 'frame.time_epoch',
    type: 'time',
    seconds: (batch, row) => batch.seconds[row],
    nanos: (batch, row) => batch.nanos[row],
  },
  { name: 'frame.time_delta_displayed', type: 'duration', cell: (batch, row) => batch.deltaSeconds[row] },
  protocols,
  mac('eth.src', (last, row) => last.sourceMac[row]),
  mac('eth.dst', (last, row) => last.destinationMac[row]),
  hexadecimal('eth.type', 4, (last, row) => last.etherType[row]),
  number('ip.version', 8, (last, row) => last.ipVersion[row] || ABSENT),
  ipSource,
  ipSourceHost,
  ipDestination,
  ipDestinationHost,
  number('ip.proto', 8, (last, row) => last.ipv4Protocol[row]),
  hexadecimal('ip.dsfield', 2, (last, row) => last.ipv4TrafficClass[row]),
  hexadecimal('ip.flags', 2, ipFlags),
  ...ip(6, 'src'),
  ...ip(6, 'dst'),
  tcpSource,
  tcpDestination,
  hexadecimal('tcp.flags', 4, (last, row) => last.tcpFlags[row]),
  udpSource,
  udpDestination,
  number('vlan.id', 16, (last, row) => last.vlanId[row]),
  hexadecimal('vlan.etype', 4, (last, row) => last.vlanEtherType[row]),
  number('arp.opcode', 16, (last, row) => last.arpOpcode[row]),
  number('icmp.code', 8, (last, row) => last.icmpCode[row]),
  number('icmpv6.code', 8, (last, row) => last.icmpv6Code[row]),
  hexadecimal('gre.proto', 4, (last, row) => last.greProtocol[row]),
];

/** The 5-tuples of NetworkML's group `flow`, one column for both ends of TCP and of UDP each. */
export const FIVE_TUPLE_COLUMNS: readonly PacketColumn[] = [
  ipSourceHost,
  ipDestinationHost,
  tcpSource,
  tcpDestination,
  udpSource,
  udpDestination,
  protocols,
];

/** The same for people. */
export const FIVE_TUPLE_TABLE: readonly FixedColumn<PacketBatch>[] = FIVE_TUPLE_COLUMNS.map((column) => ({
  title: column.name,
  width: column.name.endsWith('_host') ? 15 : column.name.length,
  cell: (batch, row) => {
    if (column.type === 'text') return column.cell(batch, row);
    const value = column.type === 'integer' ? column.cell(batch, row) : EMPTY;
    return value === EMPTY ? '' : String(value);
  },
}));

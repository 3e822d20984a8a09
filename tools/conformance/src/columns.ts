import {
  Damage,
  NO_MAC,
  NO_VLAN,
  type PacketBatch,
  Protocol,
  formatIp,
  formatMac,
} from '@networkml/pcap-reader';
import { ENCAPSULATIONS } from './encapsulations.ts';
import { type OracleField, type OracleRow, fieldIndex } from './oracle.ts';
import { type OuterField, byProtocol, byVersion, outerProtocol } from './outer-fields.ts';

/** A column of `PacketBatch` and the fields of tshark that tell the same. */
export interface ComparedColumn {
  readonly name: string;
  /** tshark's fields, for people. */
  readonly fields: string;
  /** Our cell as tshark would print it; empty where the packet has no such header. */
  ours(batch: PacketBatch, row: number): string;
  /** tshark's cell for the outer headers. */
  readonly theirs: OuterField;
}

type Ours = ComparedColumn['ours'];

const ETHERNET = 1;
const IP = Protocol.Ipv4 | Protocol.Ipv6;
const ICMP = Protocol.Icmp | Protocol.Icmpv6;
const PORTS = Protocol.Tcp | Protocol.Udp;

/** The columns that hold a number a row. */
type NumberColumn = {
  [Name in keyof PacketBatch]: PacketBatch[Name] extends Uint8Array | Uint16Array | Uint32Array
    ? Name
    : never;
}[keyof PacketBatch];

const field = (name: OracleField): ((cells: OracleRow) => string) => {
  const index = fieldIndex(name);
  return (cells) => cells[index];
};

const decimal =
  (name: NumberColumn): Ours =>
  (batch, row) =>
    String(batch[name][row]);

const hex =
  (name: NumberColumn, digits: number): Ours =>
  (batch, row) =>
    `0x${batch[name][row].toString(16).padStart(digits, '0')}`;

/** A cell that means something only where one of these headers was seen. */
const where =
  (bits: number, read: Ours): Ours =>
  (batch, row) =>
    (batch.protocols[row] & bits) === 0 ? '' : read(batch, row);

/** A cell whose 0 beside this damage means that the header was cut before the field. */
const unlessCut =
  (damage: number, name: NumberColumn, read: Ours): Ours =>
  (batch, row) =>
    batch.damage[row] === damage && batch[name][row] === 0 ? '' : read(batch, row);

/** tshark's `eth` fields are of the link header only where the link is Ethernet. */
const onEthernet =
  (read: (cells: OracleRow) => string): OuterField =>
  (cells, batch, row) =>
    batch.linkType[row] === ETHERNET ? read(cells) : '';

const macs = (name: 'sourceMac' | 'destinationMac', fields: OracleField): ComparedColumn => ({
  name,
  fields,
  ours: (batch, row) =>
    batch[name][row] === NO_MAC || batch.linkType[row] !== ETHERNET ? '' : formatMac(batch[name][row]),
  theirs: onEthernet(field(fields)),
});

const time: Ours = (batch, row) => {
  const seconds = batch.seconds[row];
  return Number.isNaN(seconds) ? '' : `${seconds}.${String(batch.nanos[row]).padStart(9, '0')}`;
};

const RECORD_COLUMNS: readonly ComparedColumn[] = [
  { name: 'seconds, nanos', fields: 'frame.time_epoch', ours: time, theirs: field('frame.time_epoch') },
  {
    name: 'wireLengthBytes',
    fields: 'frame.len',
    ours: decimal('wireLengthBytes'),
    theirs: field('frame.len'),
  },
  {
    name: 'capturedLengthBytes',
    fields: 'frame.cap_len',
    ours: decimal('capturedLengthBytes'),
    theirs: field('frame.cap_len'),
  },
  {
    name: 'linkType',
    fields: 'frame.encap_type',
    ours: (batch, row) => ENCAPSULATIONS.get(batch.linkType[row]) ?? `link type ${batch.linkType[row]}`,
    theirs: field('frame.encap_type'),
  },
];

const LINK_COLUMNS: readonly ComparedColumn[] = [
  macs('sourceMac', 'eth.src'),
  macs('destinationMac', 'eth.dst'),
  {
    name: 'etherType',
    fields: 'eth.type',
    ours: where(Protocol.Ethernet, (batch, row) =>
      batch.linkType[row] === ETHERNET && batch.etherType[row] !== 0 ? hex('etherType', 4)(batch, row) : '',
    ),
    theirs: onEthernet(field('eth.type')),
  },
  {
    name: 'vlanId',
    fields: 'vlan.id',
    ours: (batch, row) => (batch.vlanId[row] === NO_VLAN ? '' : String(batch.vlanId[row])),
    theirs: field('vlan.id'),
  },
  {
    name: 'arpOpcode',
    fields: 'arp.opcode',
    ours: where(Protocol.Arp, unlessCut(Damage.ArpTruncated, 'arpOpcode', decimal('arpOpcode'))),
    theirs: field('arp.opcode'),
  },
];

const IP_COLUMNS: readonly ComparedColumn[] = [
  {
    name: 'ipVersion',
    fields: 'ip.version',
    ours: where(IP, decimal('ipVersion')),
    theirs: field('ip.version'),
  },
  {
    name: 'sourceIp',
    fields: 'ip.src, ipv6.src',
    ours: (batch, row) => formatIp(batch.ipVersion[row], batch.sourceIp, row) ?? '',
    theirs: byVersion('ip.src', 'ipv6.src'),
  },
  {
    name: 'destinationIp',
    fields: 'ip.dst, ipv6.dst',
    ours: (batch, row) => formatIp(batch.ipVersion[row], batch.destinationIp, row) ?? '',
    theirs: byVersion('ip.dst', 'ipv6.dst'),
  },
  {
    name: 'ipProtocol',
    fields: 'ip.proto, ipv6.nxt',
    ours: where(IP, decimal('ipProtocol')),
    theirs: outerProtocol,
  },
  {
    name: 'hopLimit',
    fields: 'ip.ttl, ipv6.hlim',
    ours: where(IP, decimal('hopLimit')),
    theirs: byVersion('ip.ttl', 'ipv6.hlim'),
  },
  {
    name: 'trafficClass',
    fields: 'ip.dsfield',
    ours: (batch, row) => (batch.ipVersion[row] === 4 ? hex('trafficClass', 2)(batch, row) : ''),
    theirs: byVersion('ip.dsfield'),
  },
  {
    name: 'ipLengthBytes',
    fields: 'ip.len',
    ours: (batch, row) => (batch.ipVersion[row] === 4 ? String(batch.ipLengthBytes[row]) : ''),
    theirs: byVersion('ip.len'),
  },
];

const TRANSPORT_COLUMNS: readonly ComparedColumn[] = [
  {
    name: 'sourcePort',
    fields: 'tcp.srcport, udp.srcport',
    ours: where(PORTS, decimal('sourcePort')),
    theirs: byProtocol({ 6: 'tcp.srcport', 17: 'udp.srcport' }),
  },
  {
    name: 'destinationPort',
    fields: 'tcp.dstport, udp.dstport',
    ours: where(PORTS, decimal('destinationPort')),
    theirs: byProtocol({ 6: 'tcp.dstport', 17: 'udp.dstport' }),
  },
  {
    name: 'tcpFlags',
    fields: 'tcp.flags',
    ours: where(Protocol.Tcp, unlessCut(Damage.TcpTruncated, 'tcpFlags', hex('tcpFlags', 4))),
    theirs: byProtocol({ 6: 'tcp.flags' }),
  },
  {
    name: 'tcpWindow',
    fields: 'tcp.window_size_value',
    ours: where(Protocol.Tcp, unlessCut(Damage.TcpTruncated, 'tcpWindow', decimal('tcpWindow'))),
    theirs: byProtocol({ 6: 'tcp.window_size_value' }),
  },
  {
    name: 'udpLengthBytes',
    fields: 'udp.length',
    ours: where(Protocol.Udp, unlessCut(Damage.UdpTruncated, 'udpLengthBytes', decimal('udpLengthBytes'))),
    theirs: byProtocol({ 17: 'udp.length' }),
  },
  {
    name: 'icmpType',
    fields: 'icmp.type, icmpv6.type',
    ours: where(ICMP, unlessCut(Damage.IcmpTruncated, 'icmpType', decimal('icmpType'))),
    theirs: byProtocol({ 1: 'icmp.type', 58: 'icmpv6.type' }),
  },
];

/** What is compared of every packet. */
export const COLUMNS: readonly ComparedColumn[] = [
  ...RECORD_COLUMNS,
  ...LINK_COLUMNS,
  ...IP_COLUMNS,
  ...TRANSPORT_COLUMNS,
];

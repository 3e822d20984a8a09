import {
  DAMAGE_NAMES,
  NO_MAC,
  NO_VLAN,
  NO_WINDOW_SCALE,
  type PacketBatch,
  Protocol,
} from '@networkml/pcap-reader';
import { type Column, EMPTY, type IntegerColumn, type TextColumn } from '../table/column.ts';
import { createAddressTexts } from './address-texts.ts';
import { tcpOptionNames } from './tcp-options.ts';

/** A column of the packet table. */
export type PacketColumn = Column<PacketBatch>;

const { Tcp, Udp, Icmp, Icmpv6, Gre, Arp, Fragment } = Protocol;

type NumberOf = (batch: PacketBatch, row: number) => number;
type TextOf = (batch: PacketBatch, row: number) => string;

const integer = (name: string, bits: IntegerColumn<PacketBatch>['bits'], cell: NumberOf): PacketColumn => ({
  name,
  type: 'integer',
  bits,
  cell,
});

const text = (name: string, cell: TextOf): TextColumn<PacketBatch> => ({
  name,
  type: 'text',
  cell,
});

/** Empty where the packet has none of these protocols. */
const of = (protocols: number, cell: NumberOf): NumberOf => {
  return (batch, row) => ((batch.protocols[row] & protocols) === 0 ? EMPTY : cell(batch, row));
};

const ofIp = (cell: NumberOf): NumberOf => {
  return (batch, row) => (batch.ipVersion[row] === 0 ? EMPTY : cell(batch, row));
};

/** The same number, but empty where it stands for an absent field. */
const unless = (absent: number, cell: NumberOf): NumberOf => {
  return (batch, row) => {
    const value = cell(batch, row);
    return value === absent ? EMPTY : value;
  };
};

/** Texts kept; a capture has a few dozen, and one made to have more makes them anew. */
const TEXTS_KEPT = 4096;

/** The text for a number, made once. */
const named = (number: NumberOf, nameOf: (value: number) => string): TextOf => {
  const texts = new Map<number, string>();
  return (batch, row) => {
    const value = number(batch, row);
    let known = texts.get(value);
    if (known === undefined) {
      if (texts.size >= TEXTS_KEPT) texts.clear();
      known = nameOf(value);
      texts.set(value, known);
    }
    return known;
  };
};

const texts = createAddressTexts();

const PROTOCOLS: readonly (readonly [name: string, bit: number])[] = Object.entries(Protocol).map(
  ([name, bit]) => [name.toLowerCase(), bit],
);

/** The headers a packet was seen to carry, such as `ethernet:ipv4:tcp`. */
const protocolNames = (bits: number): string =>
  PROTOCOLS.filter(([, bit]) => (bits & bit) !== 0)
    .map(([name]) => name)
    .join(':');

const frameColumns: readonly PacketColumn[] = [
  { name: 'number', type: 'integer', bits: 53, cell: ({ firstPacket }, row) => firstPacket + row + 1 },
  {
    name: 'time',
    type: 'time',
    seconds: (batch, row) => batch.seconds[row],
    nanos: (batch, row) => batch.nanos[row],
  },
  { name: 'delta_seconds', type: 'duration', cell: (batch, row) => batch.deltaSeconds[row] },
  integer('wire_bytes', 32, (batch, row) => batch.wireLengthBytes[row]),
  integer('captured_bytes', 32, (batch, row) => batch.capturedLengthBytes[row]),
  integer('interface', 32, (batch, row) => batch.interfaceIndex[row]),
  integer('link_type', 16, (batch, row) => batch.linkType[row]),
  text(
    'protocols',
    named(({ protocols }, row) => protocols[row], protocolNames),
  ),
];

const linkColumns: readonly PacketColumn[] = [
  text('mac_source', ({ sourceMac }, row) => (sourceMac[row] === NO_MAC ? '' : texts.mac(sourceMac[row]))),
  text('mac_destination', ({ destinationMac }, row) =>
    destinationMac[row] === NO_MAC ? '' : texts.mac(destinationMac[row]),
  ),
  integer(
    'ether_type',
    16,
    unless(0, (batch, row) => batch.etherType[row]),
  ),
  integer(
    'vlan_id',
    16,
    unless(NO_VLAN, (batch, row) => batch.vlanId[row]),
  ),
  integer(
    'inner_ether_type',
    16,
    unless(0, (batch, row) => batch.innerEtherType[row]),
  ),
  integer(
    'arp_opcode',
    16,
    of(Arp, (batch, row) => batch.arpOpcode[row]),
  ),
  integer('tunnel_depth', 8, (batch, row) => batch.tunnelDepth[row]),
];

const ipColumns: readonly PacketColumn[] = [
  integer(
    'ip_version',
    8,
    unless(0, (batch, row) => batch.ipVersion[row]),
  ),
  text('ip_source', (batch, row) => texts.ip(batch.ipVersion[row], batch.sourceIp, row)),
  text('ip_destination', (batch, row) => texts.ip(batch.ipVersion[row], batch.destinationIp, row)),
  integer(
    'ip_protocol',
    8,
    ofIp((batch, row) => batch.ipProtocol[row]),
  ),
  integer(
    'ip_length_bytes',
    32,
    ofIp((batch, row) => batch.ipLengthBytes[row]),
  ),
  integer('ip_identification', 32, (batch, row) =>
    batch.ipVersion[row] === 4 || (batch.protocols[row] & Fragment) !== 0
      ? batch.ipIdentification[row]
      : EMPTY,
  ),
  integer(
    'hop_limit',
    8,
    ofIp((batch, row) => batch.hopLimit[row]),
  ),
  integer(
    'traffic_class',
    8,
    ofIp((batch, row) => batch.trafficClass[row]),
  ),
  integer(
    'ip_flags',
    8,
    ofIp((batch, row) => batch.ipFlags[row]),
  ),
  integer(
    'fragment_offset',
    16,
    ofIp((batch, row) => batch.fragmentOffset[row]),
  ),
];

const transportColumns: readonly PacketColumn[] = [
  integer(
    'source_port',
    16,
    of(Tcp | Udp, (batch, row) => batch.sourcePort[row]),
  ),
  integer(
    'destination_port',
    16,
    of(Tcp | Udp, (batch, row) => batch.destinationPort[row]),
  ),
  integer(
    'payload_length_bytes',
    32,
    of(Tcp | Udp, (batch, row) => batch.payloadLengthBytes[row]),
  ),
  integer(
    'tcp_sequence',
    32,
    of(Tcp, (batch, row) => batch.tcpSequence[row]),
  ),
  integer(
    'tcp_acknowledgement',
    32,
    of(Tcp, (batch, row) => batch.tcpAcknowledgement[row]),
  ),
  integer(
    'tcp_flags',
    16,
    of(Tcp, (batch, row) => batch.tcpFlags[row]),
  ),
  integer(
    'tcp_window',
    16,
    of(Tcp, (batch, row) => batch.tcpWindow[row]),
  ),
  integer(
    'tcp_mss',
    16,
    of(
      Tcp,
      unless(0, (batch, row) => batch.tcpMss[row]),
    ),
  ),
  integer(
    'tcp_window_scale',
    8,
    of(
      Tcp,
      unless(NO_WINDOW_SCALE, (batch, row) => batch.tcpWindowScale[row]),
    ),
  ),
  text(
    'tcp_options',
    named(({ tcpOptionOrder }, row) => tcpOptionOrder[row], tcpOptionNames),
  ),
  integer(
    'udp_length_bytes',
    16,
    of(Udp, (batch, row) => batch.udpLengthBytes[row]),
  ),
  integer(
    'icmp_type',
    8,
    of(Icmp | Icmpv6, (batch, row) => batch.icmpType[row]),
  ),
  integer(
    'icmp_code',
    8,
    of(Icmp | Icmpv6, (batch, row) => batch.icmpCode[row]),
  ),
  integer(
    'gre_protocol',
    16,
    of(Gre, (batch, row) => batch.greProtocol[row]),
  ),
  text('damage', ({ damage }, row) => (damage[row] === 0 ? '' : DAMAGE_NAMES[damage[row]])),
];

/** The columns of the packet table: every header field that packets are decoded to, in the order of the layers. */
export const PACKET_COLUMNS: readonly PacketColumn[] = [
  ...frameColumns,
  ...linkColumns,
  ...ipColumns,
  ...transportColumns,
];

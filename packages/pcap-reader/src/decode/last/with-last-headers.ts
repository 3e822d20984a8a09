import { ABSENT, type LastHeaders } from '../../last-headers.ts';
import type { PacketBatch } from '../../packet-batch.ts';
import { NO_MAC } from '../../packet-batch.ts';
import { Protocol } from '../../protocol.ts';
import { type DecodePacket, decodePacket } from '../decode-packet.ts';
import { IpProtocol, LinkType, PacketType } from '../numbers.ts';
import { linkPayload, tunnelPayload } from '../packet-place.ts';
import { followTunnels } from '../tunnel/follow-tunnels.ts';
import { Cursor, type Layer } from './cursor.ts';
import { FragmentStore } from './fragment-store.ts';
import { ethernet, packetLayer } from './link-layers.ts';

/** Headers behind which more headers may come, or which the outer columns do not hold in full. */
const NESTING =
  Protocol.Vlan |
  Protocol.Llc |
  Protocol.Icmp |
  Protocol.Icmpv6 |
  Protocol.Gre |
  Protocol.Ah |
  Protocol.Fragment |
  Protocol.Mpls |
  Protocol.Pppoe;

/** Headers of links that only the outer columns tell of. */
const LINKS = Protocol.LinuxCooked | Protocol.Wifi | Protocol.Ppp;

const PLAIN_PROTOCOLS = Protocol.Tcp | Protocol.Udp;

/** What a packet decoder is to fill. */
export interface DecoderOptions {
  /** Whether `PacketBatch.last` is there and filled too. */
  readonly last?: boolean;
  /** Which headers the columns describe; the outer ones by default. */
  readonly headers?: 'outer' | 'inner';
}

/** The packet decoder for batches with or without `last`, of outer or inner headers. */
export const createPacketDecoder = ({
  last = false,
  headers = 'outer',
}: DecoderOptions = {}): DecodePacket => {
  if (!last) return headers === 'outer' ? decodePacket : decodeInnermost;
  const fillLast = createLastDecoder();
  return (view, offset, end, batch, row) => {
    tunnelPayload.type = PacketType.None;
    linkPayload.type = PacketType.None;
    decodePacket(view, offset, end, batch, row);
    fillLast(view, offset, end, batch, row);
    if (headers === 'inner') followTunnels(view, batch, row);
  };
};

const decodeInnermost: DecodePacket = (view, offset, end, batch, row) => {
  tunnelPayload.type = PacketType.None;
  decodePacket(view, offset, end, batch, row);
  followTunnels(view, batch, row);
};

/** Fills `last` of a row whose columns tell the outer headers. */
const createLastDecoder = (): DecodePacket => {
  const fragments = new FragmentStore();
  let cursor: Cursor | undefined;
  return (view, offset, end, batch, row) => {
    const columns = batch.last;
    if (columns === undefined) return;
    if (isPlain(batch, row)) {
      copyOuter(batch, columns, row);
      return;
    }
    if (cursor?.columns !== columns) cursor = new Cursor(columns, fragments);
    clear(columns, row);
    cursor.view = view;
    cursor.offset = offset;
    cursor.end = end;
    cursor.row = row;
    cursor.follow(firstLayer(batch, row, cursor));
  };
};

/** Whether the outer headers of a sound packet are all it has: ARP, or TCP or UDP over IP, over Ethernet. */
const isPlain = (batch: PacketBatch, row: number): boolean => {
  const protocols = batch.protocols[row];
  if (batch.damage[row] !== 0 || (protocols & NESTING) !== 0 || batch.linkType[row] !== LinkType.Ethernet)
    return false;
  if ((protocols & PLAIN_PROTOCOLS) === 0) return (protocols & Protocol.Arp) !== 0;
  return (protocols & Protocol.Tcp) !== 0
    ? batch.ipProtocol[row] === IpProtocol.Tcp
    : batch.ipProtocol[row] === IpProtocol.Udp && batch.tunnelDepth[row] === 0;
};

const copyOuter = (batch: PacketBatch, columns: LastHeaders, row: number): void => {
  const protocols = batch.protocols[row];
  const isIpv4 = batch.ipVersion[row] === 4;
  const isTcp = (protocols & Protocol.Tcp) !== 0;
  const isUdp = (protocols & Protocol.Udp) !== 0;
  const sourcePort = batch.sourcePort[row];
  const destinationPort = batch.destinationPort[row];
  columns.protocols[row] = protocols;
  columns.sourceMac[row] = batch.sourceMac[row];
  columns.destinationMac[row] = batch.destinationMac[row];
  columns.etherType[row] = batch.etherType[row] === 0 ? ABSENT : batch.etherType[row];
  columns.vlanId[row] = ABSENT;
  columns.vlanEtherType[row] = ABSENT;
  columns.ipVersion[row] = batch.ipVersion[row];
  for (let word = row * 4; word < row * 4 + 4; word += 1) {
    columns.sourceIp[word] = batch.sourceIp[word];
    columns.destinationIp[word] = batch.destinationIp[word];
  }
  columns.ipv4Protocol[row] = isIpv4 ? batch.ipProtocol[row] : ABSENT;
  columns.ipv4TrafficClass[row] = isIpv4 ? batch.trafficClass[row] : ABSENT;
  columns.ipv4FlagsWord[row] = isIpv4 ? (batch.ipFlags[row] << 13) | batch.fragmentOffset[row] : ABSENT;
  columns.tcpFlags[row] = isTcp ? batch.tcpFlags[row] : ABSENT;
  columns.tcpSourcePort[row] = isTcp ? sourcePort : ABSENT;
  columns.tcpDestinationPort[row] = isTcp ? destinationPort : ABSENT;
  columns.udpSourcePort[row] = isUdp ? sourcePort : ABSENT;
  columns.udpDestinationPort[row] = isUdp ? destinationPort : ABSENT;
  columns.arpOpcode[row] = (protocols & Protocol.Arp) === 0 ? ABSENT : batch.arpOpcode[row];
  columns.icmpCode[row] = ABSENT;
  columns.icmpv6Code[row] = ABSENT;
  columns.greProtocol[row] = ABSENT;
};

const clear = (columns: LastHeaders, row: number): void => {
  columns.protocols[row] = 0;
  columns.sourceMac[row] = NO_MAC;
  columns.destinationMac[row] = NO_MAC;
  columns.ipVersion[row] = 0;
  columns.sourceIp.fill(0, row * 4, row * 4 + 4);
  columns.destinationIp.fill(0, row * 4, row * 4 + 4);
  for (const column of optionalColumns(columns)) column[row] = ABSENT;
};

const optionalColumns = (columns: LastHeaders): readonly (Int16Array | Int32Array)[] => [
  columns.etherType,
  columns.vlanId,
  columns.vlanEtherType,
  columns.ipv4Protocol,
  columns.ipv4TrafficClass,
  columns.ipv4FlagsWord,
  columns.tcpFlags,
  columns.tcpSourcePort,
  columns.tcpDestinationPort,
  columns.udpSourcePort,
  columns.udpDestinationPort,
  columns.arpOpcode,
  columns.icmpCode,
  columns.icmpv6Code,
  columns.greProtocol,
];

/** The first layer: on any link but Ethernet, the packet that the link header carries and the addresses that it gave. */
const firstLayer = (batch: PacketBatch, row: number, cursor: Cursor): Layer | undefined => {
  if (batch.linkType[row] === LinkType.Ethernet) return ethernet;
  cursor.columns.sourceMac[row] = batch.sourceMac[row];
  cursor.columns.destinationMac[row] = batch.destinationMac[row];
  cursor.saw(batch.protocols[row] & LINKS);
  cursor.offset = linkPayload.offset;
  cursor.end = linkPayload.end;
  return packetLayer(linkPayload.type);
};

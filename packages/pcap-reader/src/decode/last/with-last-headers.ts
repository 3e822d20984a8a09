import type { LastHeaders } from '../../last-headers.ts';
import type { PacketBatch } from '../../packet-batch.ts';
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

/** Copies what the outer headers give; where they give nothing, the batch says so since it was made empty. */
const copyOuter = (batch: PacketBatch, columns: LastHeaders, row: number): void => {
  const protocols = batch.protocols[row];
  const etherType = batch.etherType[row];
  columns.protocols[row] = protocols;
  columns.sourceMac[row] = batch.sourceMac[row];
  columns.destinationMac[row] = batch.destinationMac[row];
  if (etherType !== 0) columns.etherType[row] = etherType;
  if ((protocols & Protocol.Arp) !== 0) columns.arpOpcode[row] = batch.arpOpcode[row];
  copyAddresses(batch, columns, row);
  if ((protocols & Protocol.Tcp) !== 0) {
    columns.tcpFlags[row] = batch.tcpFlags[row];
    columns.tcpSourcePort[row] = batch.sourcePort[row];
    columns.tcpDestinationPort[row] = batch.destinationPort[row];
  } else if ((protocols & Protocol.Udp) !== 0) {
    columns.udpSourcePort[row] = batch.sourcePort[row];
    columns.udpDestinationPort[row] = batch.destinationPort[row];
  }
};

const copyAddresses = (batch: PacketBatch, columns: LastHeaders, row: number): void => {
  const version = batch.ipVersion[row];
  if (version === 0) return;
  columns.ipVersion[row] = version;
  const first = version === 4 ? 3 : 0;
  for (let word = row * 4 + first; word < row * 4 + 4; word += 1) {
    columns.sourceIp[word] = batch.sourceIp[word];
    columns.destinationIp[word] = batch.destinationIp[word];
  }
  if (version !== 4) return;
  columns.ipv4Protocol[row] = batch.ipProtocol[row];
  columns.ipv4TrafficClass[row] = batch.trafficClass[row];
  columns.ipv4FlagsWord[row] = (batch.ipFlags[row] << 13) | batch.fragmentOffset[row];
};

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

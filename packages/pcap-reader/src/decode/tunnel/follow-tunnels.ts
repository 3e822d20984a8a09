import { decodeEthernet } from '../../link/ethernet.ts';
import { NO_VLAN, NO_WINDOW_SCALE, type PacketBatch } from '../../packet-batch.ts';
import { Damage, Protocol } from '../../protocol.ts';
import { markDamaged } from '../decoder.ts';
import { decodeEtherPayload } from '../ether-payload.ts';
import { decodeGre } from '../gre.ts';
import { EtherType, PacketType } from '../numbers.ts';
import { tunnelPayload } from '../packet-place.ts';

/** Tunnels inside one another that are followed; what lies deeper is a nesting bomb. */
export const MOST_TUNNELS = 8;

const ETHERNET_BYTES = 14;
const IPV4_BYTES = 20;
const IPV6_BYTES = 40;

const LINK_BITS = Protocol.Vlan | Protocol.Llc;
const NETWORK_BITS =
  Protocol.Arp |
  Protocol.Ipv4 |
  Protocol.Ipv6 |
  Protocol.Icmp |
  Protocol.Icmpv6 |
  Protocol.Tcp |
  Protocol.Udp |
  Protocol.Esp |
  Protocol.Ah |
  Protocol.Fragment |
  Protocol.Sctp;

/** Goes on from the tunnel that the outer headers of a row end at, until headers that end at none. */
export const followTunnels = (view: DataView, batch: PacketBatch, row: number): void => {
  let depth = 0;
  while (tunnelPayload.type !== PacketType.None) {
    const { type, offset, end } = tunnelPayload;
    tunnelPayload.type = PacketType.None;
    if (depth === MOST_TUNNELS) {
      markDamaged(batch, row, Damage.NestedTooDeep);
      break;
    }
    if (end - offset < leastBytes(type)) {
      markDamaged(batch, row, truncationOf(type));
      break;
    }
    depth += 1;
    batch.protocols[row] |= Protocol.Tunnel;
    decodeInside(view, offset, end, batch, row, type);
  }
  batch.tunnelDepth[row] = depth;
};

const decodeInside = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  type: number,
): void => {
  switch (type) {
    case PacketType.Gre:
      decodeGre(view, offset, end, batch, row);
      break;
    case EtherType.Ethernet:
      forgetLink(batch, row);
      forgetNetwork(batch, row);
      decodeEthernet(view, offset, end, batch, row);
      break;
    default:
      forgetNetwork(batch, row);
      decodeEtherPayload(view, offset, end, batch, row, type);
  }
};

/** What must be there of the inner packet for its columns to take the place of the outer ones. */
const leastBytes = (type: number): number => {
  switch (type) {
    case EtherType.Ethernet:
      return ETHERNET_BYTES;
    case EtherType.Ipv4:
      return IPV4_BYTES;
    case EtherType.Ipv6:
      return IPV6_BYTES;
    default:
      return 0;
  }
};

const truncationOf = (type: number): (typeof Damage)[keyof typeof Damage] => {
  switch (type) {
    case EtherType.Ipv4:
      return Damage.Ipv4Truncated;
    case EtherType.Ipv6:
      return Damage.Ipv6Truncated;
    default:
      return Damage.LinkTruncated;
  }
};

/** Makes the columns of the link header what they are without one, but for the addresses, which every Ethernet header has. */
const forgetLink = (batch: PacketBatch, row: number): void => {
  batch.protocols[row] &= ~LINK_BITS;
  batch.etherType[row] = 0;
  batch.vlanId[row] = NO_VLAN;
  batch.innerEtherType[row] = 0;
};

/** Makes the columns from ARP and IP upwards what they are without these headers. */
const forgetNetwork = (batch: PacketBatch, row: number): void => {
  batch.protocols[row] &= ~NETWORK_BITS;
  batch.arpOpcode[row] = 0;
  batch.ipVersion[row] = 0;
  for (let word = row * 4; word < row * 4 + 4; word += 1) {
    batch.sourceIp[word] = 0;
    batch.destinationIp[word] = 0;
  }
  batch.ipProtocol[row] = 0;
  batch.hopLimit[row] = 0;
  batch.trafficClass[row] = 0;
  batch.ipFlags[row] = 0;
  batch.fragmentOffset[row] = 0;
  batch.ipLengthBytes[row] = 0;
  batch.ipIdentification[row] = 0;
  batch.sourcePort[row] = 0;
  batch.destinationPort[row] = 0;
  batch.payloadLengthBytes[row] = 0;
  batch.tcpSequence[row] = 0;
  batch.tcpAcknowledgement[row] = 0;
  batch.tcpFlags[row] = 0;
  batch.tcpWindow[row] = 0;
  batch.tcpMss[row] = 0;
  batch.tcpWindowScale[row] = NO_WINDOW_SCALE;
  batch.tcpOptionOrder[row] = 0;
  batch.udpLengthBytes[row] = 0;
  batch.icmpType[row] = 0;
  batch.icmpCode[row] = 0;
};

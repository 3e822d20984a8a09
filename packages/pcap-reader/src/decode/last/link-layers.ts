import { Protocol } from '../../protocol.ts';
import { readMac } from '../decoder.ts';
import { NOT_ENCAPSULATED, headerBytesOf, payloadTypeOf } from '../encapsulation.ts';
import { mplsLabels } from '../mpls-labels.ts';
import { EtherType, FIRST_ETHER_TYPE, LAST_LENGTH, PacketType } from '../numbers.ts';
import { pppHeader } from '../ppp-header.ts';
import { etherTunnel } from '../tunnel/ether-tunnel.ts';
import type { Cursor, Layer } from './cursor.ts';
import { ipv4, ipv6 } from './ip-layers.ts';
import { esp, gre } from './transport-layers.ts';

const ETHERNET_BYTES = 14;
const TAG_BYTES = 4;
const VN_TAG_BYTES = 6;
const CISCO_METADATA_BYTES = 8;
const PPPOE_BYTES = 6;
const REDUNDANCY_TAG_BYTES = 6;
const LLC_BYTES = 3;
const IP_SAP = 0x06;
const UNNUMBERED_INFORMATION = 0x03;
const CISCO_90 = 0x0000f8;
const SNAP_SAP = 0xaa;
const SNAP_BYTES = 8;

export const ethernet: Layer = (cursor) => {
  if (cursor.available < ETHERNET_BYTES) return undefined;
  const { view, offset, columns, row } = cursor;
  const type = view.getUint16(offset + 12);
  columns.destinationMac[row] = readMac(view, offset);
  columns.sourceMac[row] = readMac(view, offset + 6);
  if (type >= FIRST_ETHER_TYPE) columns.etherType[row] = type;
  cursor.saw(Protocol.Ethernet);
  return cursor.next(ETHERNET_BYTES, typed(type));
};

/** The layer that a type-or-length field announces. */
export const typed = (type: number): Layer | undefined => {
  if (type <= LAST_LENGTH) {
    return (cursor) => {
      cursor.end = Math.min(cursor.end, cursor.offset + type);
      return llc;
    };
  }
  switch (type) {
    case EtherType.Ipv4:
      return ipv4;
    case EtherType.Ipv6:
      return ipv6;
    case EtherType.Arp:
    case EtherType.ReverseArp:
      return arp;
    case EtherType.Vlan:
    case EtherType.OldServiceVlan:
      return vlan;
    case EtherType.ServiceVlan:
      return serviceTag;
    case EtherType.VnTag:
      return (cursor) => typedBehind(cursor, VN_TAG_BYTES);
    case EtherType.CiscoMetadata:
      return (cursor) => typedBehind(cursor, CISCO_METADATA_BYTES);
    case EtherType.RedundancyTag:
      return (cursor) => typedBehind(cursor, REDUNDANCY_TAG_BYTES);
    case EtherType.MplsUnicast:
    case EtherType.MplsMulticast:
      return mpls;
    case EtherType.PppoeSession:
      return pppoe;
    default:
      return (cursor) => behind(cursor, etherTunnel(cursor.view, cursor.offset, cursor.end, type));
  }
};

export const arp: Layer = (cursor) => {
  cursor.saw(Protocol.Arp);
  if (cursor.available >= 8) cursor.columns.arpOpcode[cursor.row] = cursor.view.getUint16(cursor.offset + 6);
  return undefined;
};

export const vlan: Layer = (cursor) => {
  if (cursor.available < TAG_BYTES) return undefined;
  const { view, offset, columns, row } = cursor;
  const type = view.getUint16(offset + 2);
  columns.vlanId[row] = view.getUint16(offset) & 0x0fff;
  if (type >= FIRST_ETHER_TYPE) columns.vlanEtherType[row] = type;
  cursor.saw(Protocol.Vlan);
  return cursor.next(TAG_BYTES, typed(type));
};

/** The outer tag of IEEE 802.1ad: tshark gives its number as a field of its own, not as vlan.id. */
const serviceTag: Layer = (cursor) => {
  cursor.saw(Protocol.Vlan);
  return typedBehind(cursor, TAG_BYTES);
};

/** What follows a tag of `length` bytes, of which the last two are the type of what comes next. */
const typedBehind = (cursor: Cursor, length: number): Layer | undefined =>
  cursor.available < length
    ? undefined
    : cursor.next(length, typed(cursor.view.getUint16(cursor.offset + length - 2)));

export const llc: Layer = (cursor) => {
  cursor.saw(Protocol.Llc);
  const { view, offset } = cursor;
  const isIp =
    cursor.available >= LLC_BYTES &&
    view.getUint8(offset) === IP_SAP &&
    view.getUint8(offset + 2) === UNNUMBERED_INFORMATION;
  if (isIp) return cursor.next(LLC_BYTES, ipByVersion);
  if (cursor.available < SNAP_BYTES || view.getUint8(offset) !== SNAP_SAP) return undefined;
  const organisation = view.getUint16(offset + 3) * 256 + view.getUint8(offset + 5);
  return organisation === 0 || organisation === CISCO_90
    ? cursor.next(SNAP_BYTES, typed(view.getUint16(offset + 6)))
    : undefined;
};

export const pppoe: Layer = (cursor) => {
  cursor.saw(Protocol.Pppoe);
  return cursor.next(PPPOE_BYTES, ppp);
};

/** PPP; RFC 1661. */
export const ppp: Layer = (cursor) => {
  cursor.saw(Protocol.Ppp);
  return behind(cursor, pppHeader(cursor.view, cursor.offset, cursor.end));
};

/** A label stack, RFC 3032, and the IP packet or pseudowire frame (RFC 4385) below it. */
export const mpls: Layer = (cursor) => {
  cursor.saw(Protocol.Mpls);
  return behind(cursor, mplsLabels(cursor.view, cursor.offset, cursor.end));
};

/** IPv4 or IPv6, told by the first four bits. */
export const ipByVersion: Layer = (cursor) => {
  const version = cursor.available > 0 ? cursor.view.getUint8(cursor.offset) >>> 4 : 0;
  if (version === 4) return ipv4;
  return version === 6 ? ipv6 : undefined;
};

/** The layer behind a header that was read as an encapsulation. */
export const behind = (cursor: Cursor, encapsulated: number): Layer | undefined =>
  encapsulated === NOT_ENCAPSULATED
    ? undefined
    : cursor.next(headerBytesOf(encapsulated), packetLayer(payloadTypeOf(encapsulated)));

/** The layer that an EtherType or a `PacketType` announces. */
export const packetLayer = (type: number): Layer | undefined => {
  switch (type) {
    case PacketType.None:
      return undefined;
    case PacketType.Ip:
    case PacketType.Ipv4:
    case PacketType.Ipv6:
      return ipByVersion;
    case PacketType.Llc:
      return llc;
    case PacketType.Gre:
      return gre;
    case PacketType.Esp:
      return esp;
    case EtherType.Ethernet:
      return ethernet;
    case EtherType.Ppp:
      return ppp;
    default:
      return typed(type);
  }
};

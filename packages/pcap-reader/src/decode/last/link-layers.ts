import { Protocol } from '../../protocol.ts';
import { readMac } from '../decoder.ts';
import { EtherType, FIRST_ETHER_TYPE, LAST_LENGTH } from '../numbers.ts';
import type { Cursor, Layer } from './cursor.ts';
import { ipv4, ipv6 } from './ip-layers.ts';

const ETHERNET_BYTES = 14;
const TAG_BYTES = 4;
const VN_TAG_BYTES = 6;
const CISCO_METADATA_BYTES = 8;
const PPPOE_BYTES = 6;
const MPLS_LABEL_BYTES = 4;
const MPLS_BOTTOM_OF_STACK = 0x100;
const PSEUDOWIRE_CONTROL_BYTES = 4;
const SNAP_SAP = 0xaa;
const SNAP_BYTES = 8;
const PPP_ADDRESS_AND_CONTROL = 0xff03;

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
    case EtherType.MplsUnicast:
    case EtherType.MplsMulticast:
      return mpls;
    case EtherType.PppoeSession:
      return pppoe;
    default:
      return undefined;
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
  if (cursor.available < SNAP_BYTES || view.getUint8(offset) !== SNAP_SAP) return undefined;
  const organisation = view.getUint16(offset + 3) * 256 + view.getUint8(offset + 5);
  return organisation === 0 ? cursor.next(SNAP_BYTES, typed(view.getUint16(offset + 6))) : undefined;
};

export const pppoe: Layer = (cursor) => {
  cursor.saw(Protocol.Pppoe);
  return cursor.next(PPPOE_BYTES, ppp);
};

/** PPP with or without address and control, and with a protocol field of one or two bytes; RFC 1661. */
export const ppp: Layer = (cursor) => {
  const { view } = cursor;
  if (cursor.available >= 2 && view.getUint16(cursor.offset) === PPP_ADDRESS_AND_CONTROL) cursor.offset += 2;
  if (cursor.available < 2) return undefined;
  const compressed = (view.getUint8(cursor.offset) & 1) === 1;
  const protocol = compressed ? view.getUint8(cursor.offset) : view.getUint16(cursor.offset);
  return cursor.next(compressed ? 1 : 2, pppPayload(protocol));
};

/** A label stack, RFC 3032, and the IP packet or pseudowire frame (RFC 4385) below it. */
export const mpls: Layer = (cursor) => {
  cursor.saw(Protocol.Mpls);
  if (cursor.available < MPLS_LABEL_BYTES) return undefined;
  const label = cursor.view.getUint32(cursor.offset);
  cursor.offset += MPLS_LABEL_BYTES;
  if ((label & MPLS_BOTTOM_OF_STACK) === 0) return mpls;
  const nibble = cursor.available > 0 ? cursor.view.getUint8(cursor.offset) >>> 4 : undefined;
  return nibble === 0 ? cursor.next(PSEUDOWIRE_CONTROL_BYTES, ethernet) : ipByVersion(cursor);
};

/** IPv4 or IPv6, told by the first four bits. */
export const ipByVersion = (cursor: Cursor): Layer | undefined => {
  const version = cursor.available > 0 ? cursor.view.getUint8(cursor.offset) >>> 4 : 0;
  if (version === 4) return ipv4;
  return version === 6 ? ipv6 : undefined;
};

const pppPayload = (protocol: number): Layer | undefined => {
  switch (protocol) {
    case 0x0021:
      return ipv4;
    case 0x0057:
      return ipv6;
    case 0x0281:
      return mpls;
    default:
      return undefined;
  }
};

import { Protocol } from '../../protocol.ts';
import { EtherType } from '../numbers.ts';
import type { Layer } from './cursor.ts';
import { ipv4, ipv6 } from './ip-layers.ts';
import { ethernet, mpls, ppp, typed } from './link-layers.ts';
import { udpTunnel } from './udp-tunnels.ts';

/** The window field is fetched before the flags are told, so both must be there. */
const TCP_FLAGS_AND_WINDOW_BYTES = 16;
const LEAST_TCP_HEADER_BYTES = 20;

/** Where an ICMP or ICMPv6 error quotes the packet it is about. */
const QUOTE_OFFSET = 8;
const ICMP_ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
const ICMPV6_ERRORS: ReadonlySet<number> = new Set([1, 2, 3, 4]);

const ICMPV6_REDIRECT = 137;
const REDIRECT_BYTES = 40;
const REDIRECTED_HEADER = 4;
const OPTION_UNIT_BYTES = 8;

const GRE_CHECKSUM = 0x8000;
const GRE_ROUTING = 0x4000;
const GRE_KEY = 0x2000;
const GRE_SEQUENCE = 0x1000;
const GRE_ACKNOWLEDGEMENT = 0x0080;
const GRE_ETHERNET = 0x6558;
const GRE_PPP = 0x880b;
const CISCO_METADATA_BYTES = 8;
const GRE_WCCP = 0x883e;
const WCCP_REDIRECT_BYTES = 4;
const GRE_ERSPAN = 0x88be;
const ERSPAN_BYTES = 8;
const GRE_ERSPAN_III = 0x22eb;
const ERSPAN_III_BYTES = 12;
const ERSPAN_III_SUBHEADER_BYTES = 8;

export const tcp: Layer = (cursor) => {
  const { view, offset, columns, row } = cursor;
  cursor.saw(Protocol.Tcp);
  if (cursor.available < 4) return undefined;
  columns.tcpSourcePort[row] = view.getUint16(offset);
  columns.tcpDestinationPort[row] = view.getUint16(offset + 2);
  if (cursor.available < TCP_FLAGS_AND_WINDOW_BYTES) return undefined;
  const offsetAndFlags = view.getUint16(offset + 12);
  if ((offsetAndFlags >>> 12) * 4 >= LEAST_TCP_HEADER_BYTES) columns.tcpFlags[row] = offsetAndFlags & 0x0fff;
  return undefined;
};

export const udp: Layer = (cursor) => {
  const { view, offset, columns, row } = cursor;
  cursor.saw(Protocol.Udp);
  if (cursor.available < 4) return undefined;
  const source = view.getUint16(offset);
  const destination = view.getUint16(offset + 2);
  columns.udpSourcePort[row] = source;
  columns.udpDestinationPort[row] = destination;
  return cursor.next(8, udpTunnel(source, destination));
};

export const icmp: Layer = (cursor) => {
  cursor.saw(Protocol.Icmp);
  if (cursor.available < 2) return undefined;
  cursor.columns.icmpCode[cursor.row] = cursor.view.getUint8(cursor.offset + 1);
  return ICMP_ERRORS.has(cursor.view.getUint8(cursor.offset)) ? cursor.next(QUOTE_OFFSET, ipv4) : undefined;
};

export const icmpv6: Layer = (cursor) => {
  cursor.saw(Protocol.Icmpv6);
  if (cursor.available < 2) return undefined;
  cursor.columns.icmpv6Code[cursor.row] = cursor.view.getUint8(cursor.offset + 1);
  const type = cursor.view.getUint8(cursor.offset);
  if (type === ICMPV6_REDIRECT) return cursor.next(REDIRECT_BYTES, redirectedPacket);
  return ICMPV6_ERRORS.has(type) ? cursor.next(QUOTE_OFFSET, ipv6) : undefined;
};

/** The option of a redirect that quotes the packet which caused it; RFC 4861, section 4.6.3. */
const redirectedPacket: Layer = (cursor) => {
  if (cursor.available < OPTION_UNIT_BYTES) return undefined;
  const units = cursor.view.getUint8(cursor.offset + 1);
  if (cursor.view.getUint8(cursor.offset) === REDIRECTED_HEADER) return cursor.next(OPTION_UNIT_BYTES, ipv6);
  return units === 0 ? undefined : cursor.next(units * OPTION_UNIT_BYTES, redirectedPacket);
};

/** Encapsulating Security Payload, RFC 4303: what is behind it is encrypted. */
export const esp: Layer = (cursor) => {
  cursor.saw(Protocol.Esp);
  return undefined;
};

/** GRE, RFC 2784, with the optional fields of RFC 2890 and RFC 2637. */
export const gre: Layer = (cursor) => {
  cursor.saw(Protocol.Gre);
  if (cursor.available < 4) return undefined;
  const flags = cursor.view.getUint16(cursor.offset);
  const protocol = cursor.view.getUint16(cursor.offset + 2);
  cursor.columns.greProtocol[cursor.row] = protocol;
  if ((flags & GRE_ROUTING) !== 0) return undefined; // source routes, long out of use, RFC 2784
  const optional = [GRE_CHECKSUM, GRE_KEY, GRE_SEQUENCE, GRE_ACKNOWLEDGEMENT];
  const headerBytes = 4 + 4 * optional.filter((flag) => (flags & flag) !== 0).length;
  return cursor.next(headerBytes, grePayload(protocol, (flags & GRE_SEQUENCE) !== 0));
};

const grePayload = (protocol: number, numbered: boolean): Layer | undefined => {
  switch (protocol) {
    case EtherType.Ipv4:
    case EtherType.Ipv6:
      return typed(protocol);
    case EtherType.MplsUnicast:
    case EtherType.MplsMulticast:
      return mpls;
    case GRE_ETHERNET:
      return ethernet;
    case GRE_PPP:
      return ppp;
    case GRE_ERSPAN: // type I has no header of its own and no sequence number
      return (cursor) => cursor.next(numbered ? ERSPAN_BYTES : 0, ethernet);
    case GRE_ERSPAN_III:
      return erspanIii;
    case GRE_WCCP:
      return wccp;
    case EtherType.CiscoMetadata:
      return ciscoMetadata;
    default:
      return undefined;
  }
};

/** Cisco metadata inside GRE, where the type of what comes next stands first and not last. */
const ciscoMetadata: Layer = (cursor) =>
  cursor.available < CISCO_METADATA_BYTES
    ? undefined
    : cursor.next(CISCO_METADATA_BYTES, typed(cursor.view.getUint16(cursor.offset)));

/** ERSPAN type III: a platform subheader may follow, and frame type 0 is Ethernet; draft-foschiano-erspan, section 4.2. */
const erspanIii: Layer = (cursor) => {
  if (cursor.available < ERSPAN_III_BYTES) return undefined;
  const word = cursor.view.getUint16(cursor.offset + ERSPAN_III_BYTES - 2);
  const subheaderBytes = (word & 1) === 0 ? 0 : ERSPAN_III_SUBHEADER_BYTES;
  return cursor.next(ERSPAN_III_BYTES + subheaderBytes, (word & 0x7c00) === 0 ? ethernet : undefined);
};

/** A packet redirected to a web cache; version 2 of WCCP puts four bytes before it, which do not look like IPv4. */
const wccp: Layer = (cursor) => {
  const direct = cursor.available > 0 && cursor.view.getUint8(cursor.offset) >>> 4 === 4;
  return cursor.next(direct ? 0 : WCCP_REDIRECT_BYTES, ipv4);
};

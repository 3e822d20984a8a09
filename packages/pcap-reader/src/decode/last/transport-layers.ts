import { Protocol } from '../../protocol.ts';
import { greTunnel } from '../tunnel/gre-tunnel.ts';
import { udpTunnel } from '../tunnel/udp-tunnel.ts';
import type { Layer } from './cursor.ts';
import { ipv4, ipv6 } from './ip-layers.ts';
import { behind } from './link-layers.ts';

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

const UDP_BYTES = 8;
const GRE_FIXED_BYTES = 4;

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
  if (cursor.available < UDP_BYTES) return undefined;
  cursor.offset += UDP_BYTES;
  return behind(cursor, udpTunnel(view, cursor.offset, cursor.end, source, destination));
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

/** GRE, RFC 2784. */
export const gre: Layer = (cursor) => {
  cursor.saw(Protocol.Gre);
  if (cursor.available < GRE_FIXED_BYTES) return undefined;
  cursor.columns.greProtocol[cursor.row] = cursor.view.getUint16(cursor.offset + 2);
  return behind(cursor, greTunnel(cursor.view, cursor.offset, cursor.end));
};

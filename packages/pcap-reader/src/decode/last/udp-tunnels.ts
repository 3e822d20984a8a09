import type { Cursor, Layer } from './cursor.ts';
import { ipv6 } from './ip-layers.ts';
import { ethernet, ipByVersion, mpls, ppp, typed } from './link-layers.ts';
import { esp, gre } from './transport-layers.ts';

const ETHERNET_BRIDGING = 0x6558;

/** VXLAN; RFC 7348, section 5. */
const vxlan: Layer = (cursor) => cursor.next(8, ethernet);

/** Geneve; RFC 8926, section 3.4. */
const geneve: Layer = (cursor) => {
  if (cursor.available < 8) return undefined;
  const { view, offset } = cursor;
  const protocol = view.getUint16(offset + 2);
  const headerBytes = 8 + (view.getUint8(offset) & 0x3f) * 4;
  return cursor.next(headerBytes, protocol === ETHERNET_BRIDGING ? ethernet : typed(protocol));
};

/** LISP; RFC 9300, section 5.3. */
const lisp: Layer = (cursor) => cursor.next(8, ipByVersion);

const GTP_USER_DATA = 255;
const GTP_OPTIONAL_FIELDS = 7;
const GTP_EXTENSION = 4;

/** GTP-U version 1; 3GPP TS 29.281, section 5. */
const gtpUser: Layer = (cursor) => {
  if (cursor.available < 8) return undefined;
  const flags = cursor.view.getUint8(cursor.offset);
  if (flags >>> 5 !== 1 || cursor.view.getUint8(cursor.offset + 1) !== GTP_USER_DATA) return undefined;
  cursor.offset += 8;
  if ((flags & GTP_OPTIONAL_FIELDS) !== 0) {
    if (cursor.available < 4) return undefined;
    cursor.offset += 4;
    if ((flags & GTP_EXTENSION) !== 0) skipGtpExtensions(cursor);
  }
  return ipByVersion(cursor);
};

const skipGtpExtensions = (cursor: Cursor): void => {
  while (cursor.available > 0 && cursor.view.getUint8(cursor.offset - 1) !== 0) {
    cursor.offset += Math.max(1, cursor.view.getUint8(cursor.offset)) * 4;
    if (cursor.offset > cursor.end) cursor.offset = cursor.end;
  }
};

/** Teredo; RFC 4380, section 5.1.1: authentication and origin may stand in front of the IPv6 packet. */
const teredo: Layer = (cursor) => {
  if (cursor.available >= 4 && cursor.view.getUint16(cursor.offset) === 1) {
    const { view, offset } = cursor;
    cursor.offset += 13 + view.getUint8(offset + 2) + view.getUint8(offset + 3);
  }
  if (cursor.available >= 8 && cursor.view.getUint16(cursor.offset) === 0) cursor.offset += 8;
  return cursor.available > 0 && cursor.view.getUint8(cursor.offset) >>> 4 === 6 ? ipv6 : undefined;
};

const L2TP_CONTROL = 0x8000;
const L2TP_LENGTH = 0x4000;
const L2TP_SEQUENCE = 0x0800;
const L2TP_OFFSET = 0x0200;

/** L2TP data messages; RFC 2661, section 3.1. */
const l2tp: Layer = (cursor) => {
  if (cursor.available < 8) return undefined;
  const flags = cursor.view.getUint16(cursor.offset);
  if ((flags & L2TP_CONTROL) !== 0 || (flags & 15) !== 2) return undefined;
  cursor.offset += 6 + ((flags & L2TP_LENGTH) === 0 ? 0 : 2) + ((flags & L2TP_SEQUENCE) === 0 ? 0 : 4);
  if ((flags & L2TP_OFFSET) === 0) return ppp;
  if (cursor.available < 2) return undefined;
  return cursor.next(2 + cursor.view.getUint16(cursor.offset), ppp);
};

/** ESP in UDP, RFC 3948: neither a keep-alive of one byte nor a key exchange behind four zero bytes. */
const udpEncapsulation: Layer = (cursor) =>
  cursor.available > 4 && cursor.view.getUint32(cursor.offset) !== 0 ? esp : undefined;

const byPort = (port: number): Layer | undefined => {
  switch (port) {
    case 1701:
      return l2tp;
    case 2152:
      return gtpUser;
    case 3544:
      return teredo;
    case 4341:
      return lisp;
    case 4500:
      return udpEncapsulation;
    case 4754:
      return gre; // RFC 8086
    case 4789:
      return vxlan;
    case 6081:
      return geneve;
    case 6635:
      return mpls;
    default:
      return undefined;
  }
};

/** What a datagram between these ports carries, where it is a tunnel; the lower port decides first. */
export const udpTunnel = (source: number, destination: number): Layer | undefined =>
  byPort(Math.min(source, destination)) ?? byPort(Math.max(source, destination));

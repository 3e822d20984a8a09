import { Protocol } from '../../protocol.ts';
import { IpProtocol } from '../numbers.ts';
import { ipTunnel } from '../tunnel/ip-tunnel.ts';
import type { Cursor, Layer } from './cursor.ts';
import { behind } from './link-layers.ts';
import { esp, gre, icmp, icmpv6, tcp, udp } from './transport-layers.ts';

const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const FRAGMENT_BYTES = 8;
const AH_FIXED_BYTES = 12;

/** IPv4, RFC 791; the fields in front of a contradiction are given, those behind it are not. */
export const ipv4: Layer = (cursor) => {
  const { view, offset, columns, row } = cursor;
  if (cursor.available < 2) return undefined;
  const headerBytes = (view.getUint8(offset) & 15) * 4;
  columns.ipVersion[row] = view.getUint8(offset) >>> 4;
  cursor.saw(Protocol.Ipv4);
  if (columns.ipVersion[row] !== 4 || headerBytes < IPV4_BYTES) return undefined;
  columns.ipv4TrafficClass[row] = view.getUint8(offset + 1);
  if (cursor.available < IPV4_BYTES) return undefined;
  const total = view.getUint16(offset + 2) || cursor.available;
  if (total < headerBytes) return undefined;
  const flagsWord = view.getUint16(offset + 6);
  const protocol = view.getUint8(offset + 9);
  columns.ipv4FlagsWord[row] = flagsWord;
  columns.ipv4Protocol[row] = protocol;
  for (let word = 0; word < 3; word += 1) {
    columns.sourceIp[row * 4 + word] = 0;
    columns.destinationIp[row * 4 + word] = 0;
  }
  columns.sourceIp[row * 4 + 3] = view.getUint32(offset + 12);
  columns.destinationIp[row * 4 + 3] = view.getUint32(offset + 16);
  const whole = cursor.available >= total;
  cursor.end = Math.min(cursor.end, offset + total);
  cursor.offset += headerBytes;
  if (cursor.offset > cursor.end) return undefined;
  if ((flagsWord & 0x3fff) === 0) return ipPayload(protocol);
  cursor.saw(Protocol.Fragment);
  const position = (flagsWord & 0x1fff) * 8;
  if (!whole || cursor.available === 0) return position === 0 ? ipPayload(protocol) : undefined;
  const key = `4/${addressKey(cursor, columns)}/${view.getUint16(offset + 4)}/${protocol}`;
  return reassemble(cursor, { key, position, more: (flagsWord & 0x2000) !== 0, protocol });
};

/** IPv6, RFC 8200. */
export const ipv6: Layer = (cursor) => {
  const { view, offset, columns, row } = cursor;
  cursor.saw(Protocol.Ipv6);
  if (cursor.available < 1) return undefined;
  columns.ipVersion[row] = view.getUint8(offset) >>> 4;
  if (columns.ipVersion[row] !== 6 || cursor.available < IPV6_BYTES) return undefined;
  for (let word = 0; word < 4; word += 1) {
    columns.sourceIp[row * 4 + word] = view.getUint32(offset + 8 + word * 4);
    columns.destinationIp[row * 4 + word] = view.getUint32(offset + 24 + word * 4);
  }
  const payloadBytes = view.getUint16(offset + 4);
  if (payloadBytes !== 0) cursor.end = Math.min(cursor.end, offset + IPV6_BYTES + payloadBytes);
  return cursor.next(IPV6_BYTES, ipPayload(view.getUint8(offset + 6)));
};

/** The layer that a protocol or next-header number announces. */
export const ipPayload = (protocol: number): Layer | undefined => {
  switch (protocol) {
    case IpProtocol.Tcp:
      return tcp;
    case IpProtocol.Udp:
      return udp;
    case IpProtocol.Icmp:
      return icmp;
    case IpProtocol.Icmpv6:
      return icmpv6;
    case IpProtocol.Ipv4:
      return tunnelled(ipv4);
    case IpProtocol.Ipv6:
      return tunnelled(ipv6);
    case IpProtocol.Gre:
      return gre;
    case IpProtocol.Esp:
      return esp;
    case IpProtocol.Ah:
      return ah;
    case IpProtocol.HopByHop:
    case IpProtocol.Routing:
    case IpProtocol.DestinationOptions:
    case IpProtocol.Mobility:
    case IpProtocol.Hip:
    case IpProtocol.Shim6:
      return ipv6Extension;
    case IpProtocol.Fragment:
      return ipv6Fragment;
    default:
      return (cursor) => behind(cursor, ipTunnel(protocol));
  }
};

const tunnelled =
  (layer: Layer): Layer =>
  (cursor) => {
    cursor.saw(Protocol.Tunnel);
    return layer;
  };

const ipv6Extension: Layer = (cursor) => {
  if (cursor.available < 2) return undefined;
  const { view, offset } = cursor;
  return cursor.next((view.getUint8(offset + 1) + 1) * 8, ipPayload(view.getUint8(offset)));
};

const ipv6Fragment: Layer = (cursor) => {
  if (cursor.available < FRAGMENT_BYTES) return undefined;
  const { view, offset, columns } = cursor;
  const offsetAndFlags = view.getUint16(offset + 2);
  const protocol = view.getUint8(offset);
  cursor.saw(Protocol.Fragment);
  cursor.offset += FRAGMENT_BYTES;
  const key = `6/${addressKey(cursor, columns)}/${view.getUint32(offset + 4)}`;
  return reassemble(cursor, {
    key,
    position: offsetAndFlags & 0xfff8,
    more: (offsetAndFlags & 1) === 1,
    protocol,
  });
};

interface Piece {
  readonly key: string;
  readonly position: number;
  readonly more: boolean;
  readonly protocol: number;
}

/** Goes on inside the whole datagram where this fragment completes it. */
const reassemble = (cursor: Cursor, piece: Piece): Layer | undefined => {
  const { key, position, more } = piece;
  if (position === 0 && !more) return ipPayload(piece.protocol);
  const whole = cursor.fragments.add({
    key,
    view: cursor.view,
    start: cursor.offset,
    end: cursor.end,
    position,
    more,
  });
  if (whole === undefined) return undefined;
  cursor.view = whole;
  cursor.offset = 0;
  cursor.end = whole.byteLength;
  return ipPayload(piece.protocol);
};

const addressKey = (cursor: Cursor, columns: Cursor['columns']): string => {
  const from = cursor.row * 4;
  return `${columns.sourceIp.subarray(from, from + 4).join('.')}/${columns.destinationIp.subarray(from, from + 4).join('.')}`;
};

/** Authentication Header, RFC 4302, and what it authenticates. */
const ah: Layer = (cursor) => {
  cursor.saw(Protocol.Ah);
  if (cursor.available < AH_FIXED_BYTES) return undefined;
  const { view, offset } = cursor;
  return cursor.next((view.getUint8(offset + 1) + 2) * 4, ipPayload(view.getUint8(offset)));
};

import { NOT_ENCAPSULATED, encapsulation } from '../encapsulation.ts';
import { EtherType, FIRST_ETHER_TYPE, IpProtocol, PacketType } from '../numbers.ts';

const VXLAN_BYTES = 8;
const GENEVE_BYTES = 8;
const LISP_BYTES = 8;
const GTP_BYTES = 8;
const GTP_OPTIONAL_BYTES = 4;
const AYIYA_BYTES = 8;

/** What a datagram between these ports carries, where it is a tunnel; `offset` is behind the UDP header. The lower port decides first. */
export const udpTunnel = (
  view: DataView,
  offset: number,
  end: number,
  source: number,
  destination: number,
): number => {
  const byLower = byPort(view, offset, end, Math.min(source, destination));
  if (byLower !== NO_TUNNEL_PORT) return byLower;
  const byHigher = byPort(view, offset, end, Math.max(source, destination));
  return byHigher === NO_TUNNEL_PORT ? NOT_ENCAPSULATED : byHigher;
};

/** Stands where a port is not that of a tunnel. */
const NO_TUNNEL_PORT = -1;

const byPort = (view: DataView, offset: number, end: number, port: number): number =>
  TUNNELS.get(port)?.(view, offset, end) ?? NO_TUNNEL_PORT;

/** Geneve; RFC 8926, section 3.4. */
const geneve = (view: DataView, offset: number, end: number): number => {
  if (end - offset < GENEVE_BYTES) return NOT_ENCAPSULATED;
  const type = view.getUint16(offset + 2);
  const optionBytes = (view.getUint8(offset) & 0x3f) * 4;
  return encapsulation(GENEVE_BYTES + optionBytes, type >= FIRST_ETHER_TYPE ? type : PacketType.None);
};

/** VXLAN with a protocol number; draft-ietf-nvo3-vxlan-gpe, section 3. */
const vxlanGpe = (view: DataView, offset: number, end: number): number => {
  if (end - offset < VXLAN_BYTES) return NOT_ENCAPSULATED;
  switch (view.getUint8(offset + 3)) {
    case 1:
      return encapsulation(VXLAN_BYTES, EtherType.Ipv4);
    case 2:
      return encapsulation(VXLAN_BYTES, EtherType.Ipv6);
    case 3:
      return encapsulation(VXLAN_BYTES, EtherType.Ethernet);
    case 4:
      return encapsulation(VXLAN_BYTES, EtherType.Nsh);
    default:
      return NOT_ENCAPSULATED;
  }
};

const GTP_USER_DATA = 255;
const GTP_OPTIONAL_FIELDS = 7;
const GTP_EXTENSION = 4;

/** GTP-U version 1; 3GPP TS 29.281, section 5. */
const gtpUser = (view: DataView, start: number, end: number): number => {
  if (end - start < GTP_BYTES) return NOT_ENCAPSULATED;
  const flags = view.getUint8(start);
  if (flags >>> 5 !== 1 || view.getUint8(start + 1) !== GTP_USER_DATA) return NOT_ENCAPSULATED;
  if ((flags & GTP_OPTIONAL_FIELDS) === 0) return encapsulation(GTP_BYTES, PacketType.Ip);
  let offset = start + GTP_BYTES + GTP_OPTIONAL_BYTES;
  if (offset > end) return NOT_ENCAPSULATED;
  if ((flags & GTP_EXTENSION) !== 0) {
    while (offset < end && view.getUint8(offset - 1) !== 0) {
      offset = Math.min(end, offset + Math.max(1, view.getUint8(offset)) * 4);
    }
  }
  return encapsulation(offset - start, PacketType.Ip);
};

/** Teredo; RFC 4380, section 5.1.1: authentication and origin may stand in front of the IPv6 packet. */
const teredo = (view: DataView, start: number, end: number): number => {
  let offset = start;
  if (end - offset >= 4 && view.getUint16(offset) === 1)
    offset += 13 + view.getUint8(offset + 2) + view.getUint8(offset + 3);
  if (end - offset >= 8 && view.getUint16(offset) === 0) offset += 8;
  if (offset >= end || view.getUint8(offset) >>> 4 !== 6) return NOT_ENCAPSULATED;
  return encapsulation(offset - start, EtherType.Ipv6);
};

const L2TP_CONTROL = 0x8000;
const L2TP_LENGTH = 0x4000;
const L2TP_SEQUENCE = 0x0800;
const L2TP_OFFSET = 0x0200;

/** L2TP data messages; RFC 2661, section 3.1. */
const l2tp = (view: DataView, offset: number, end: number): number => {
  if (end - offset < 8) return NOT_ENCAPSULATED;
  const flags = view.getUint16(offset);
  if ((flags & L2TP_CONTROL) !== 0 || (flags & 15) !== 2) return NOT_ENCAPSULATED;
  const headerBytes = 6 + ((flags & L2TP_LENGTH) === 0 ? 0 : 2) + ((flags & L2TP_SEQUENCE) === 0 ? 0 : 4);
  if ((flags & L2TP_OFFSET) === 0) return encapsulation(headerBytes, EtherType.Ppp);
  if (end - offset < headerBytes + 2) return NOT_ENCAPSULATED;
  return encapsulation(headerBytes + 2 + view.getUint16(offset + headerBytes), EtherType.Ppp);
};

/** AYIYA, draft-massar-v6ops-ayiya, section 4: identity and signature stand in front of the packet. */
const ayiya = (view: DataView, offset: number, end: number): number => {
  if (end - offset < AYIYA_BYTES) return NOT_ENCAPSULATED;
  const identityBytes = 1 << (view.getUint8(offset) >>> 4);
  const signatureBytes = (view.getUint8(offset + 1) >>> 4) * 4;
  const headerBytes = AYIYA_BYTES + identityBytes + signatureBytes;
  const next = view.getUint8(offset + 3);
  if (next === IpProtocol.Ipv6) return encapsulation(headerBytes, EtherType.Ipv6);
  return next === IpProtocol.Ipv4 ? encapsulation(headerBytes, EtherType.Ipv4) : NOT_ENCAPSULATED;
};

/** ESP in UDP, RFC 3948: neither a keep-alive of one byte nor a key exchange behind four zero bytes. */
const udpEncapsulation = (view: DataView, offset: number, end: number): number =>
  end - offset > 4 && view.getUint32(offset) !== 0 ? encapsulation(0, PacketType.Esp) : NOT_ENCAPSULATED;

/** What reads the header of a tunnel, by port. */
const TUNNELS: ReadonlyMap<number, (view: DataView, offset: number, end: number) => number> = new Map([
  [1701, l2tp],
  [2152, gtpUser],
  [3544, teredo],
  [4341, () => encapsulation(LISP_BYTES, PacketType.Ip)], // LISP; RFC 9300, section 5.3
  [4500, udpEncapsulation],
  [4754, () => encapsulation(0, PacketType.Gre)], // RFC 8086
  [4789, () => encapsulation(VXLAN_BYTES, EtherType.Ethernet)], // VXLAN; RFC 7348, section 5
  [4790, vxlanGpe],
  [5072, ayiya],
  [6081, geneve],
  [6635, () => encapsulation(0, EtherType.MplsUnicast)], // RFC 7510
]);

/** The UDP ports of tunnels. */
export const UDP_TUNNEL_PORTS: readonly number[] = [...TUNNELS.keys()];

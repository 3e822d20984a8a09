import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { EtherType, LinkType, PacketType } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage } from '../protocol.ts';
import { decodeAtmLlc } from './atm.ts';
import { decodeCiscoHdlc } from './cisco-hdlc.ts';
import { decodeFrameRelay, decodeNlpid } from './frame-relay.ts';
import { decodeEtherTyped, decodeLinkPayload } from './link-payload.ts';

/*
 * Juniper's routers write a header of their own in front of what they capture: "MGC", flags, and extensions. A cookie
 * of the interface card follows, whose length depends on the card, then the packet.
 */

const FIXED_BYTES = 4;
const MAGIC = 0x4d4743;
const INCOMING = 0x01;
const NO_LINK_HEADER = 0x02;
const EXTENDED = 0x80;
const PROTOCOL_BYTES = 4;

/** Reads a packet behind Juniper's header; `flags` are those of the header. */
type CardDecoder = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  flags: number,
) => void;

/** All of Juniper's links, told apart by the card that the packet went through. */
export const decodeJuniper: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < FIXED_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const magicAndFlags = view.getUint32(offset);
  const flags = magicAndFlags & 0xff;
  if (magicAndFlags >>> 8 !== MAGIC) {
    markDamaged(batch, row, Damage.LinkMalformed);
    return;
  }
  let payload = offset + FIXED_BYTES;
  if ((flags & EXTENDED) !== 0) payload = payload + 2 > end ? end : payload + 2 + view.getUint16(payload);
  if (payload >= end) markDamaged(batch, row, Damage.LinkTruncated);
  else if ((flags & NO_LINK_HEADER) !== 0) decodeByProtocol(view, payload, end, batch, row);
  else cardDecoder(batch.linkType[row])(view, payload, end, batch, row, flags);
};

/** Juniper's numbers for what a packet is, where the link header was taken off. */
const decodeByProtocol: Decoder = (view, offset, end, batch, row) => {
  const payload = offset + PROTOCOL_BYTES;
  const protocol = payload > end ? 0 : view.getUint32(offset, true);
  decodeLinkPayload(view, payload, end, batch, row, packetTypeOf(protocol));
};

const packetTypeOf = (protocol: number): number => {
  switch (protocol) {
    case 2: // IPv4, also out of MPLS
    case 3:
    case 6: // IPv6, also out of MPLS
    case 7:
      return PacketType.Ip;
    case 4: // into MPLS
    case 5:
    case 8:
      return EtherType.MplsUnicast;
    case 200:
      return EtherType.Ppp;
    case 202:
    case 203:
      return PacketType.Llc;
    case 204:
      return EtherType.Ethernet;
    default:
      return PacketType.None;
  }
};

const cardDecoder = (linkType: number): CardDecoder => {
  switch (linkType) {
    case LinkType.JuniperEthernet:
    case LinkType.JuniperPppoe:
      return decodeEthernetCard;
    case LinkType.JuniperPpp:
      return decodePppCard;
    case LinkType.JuniperFrameRelay:
      return decodeFrameRelay;
    case LinkType.JuniperCiscoHdlc:
      return decodeCiscoHdlc;
    case LinkType.JuniperAtm1:
      return decodeAtm1;
    case LinkType.JuniperAtm2:
      return decodeAtm2;
    case LinkType.JuniperPppoeAtm:
      return decodeEtherTyped;
    case LinkType.JuniperGgsn:
      return decodeGgsn;
    case LinkType.JuniperVoice:
      return decodeVoice;
    case LinkType.JuniperServices:
      return decodeServices;
    case LinkType.JuniperMonitor:
      return decodeMonitor;
    default:
      return decodeBundle;
  }
};

const decodeEthernetCard: CardDecoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset, end, batch, row, EtherType.Ethernet);
};

const decodePppCard: CardDecoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset, end, batch, row, EtherType.Ppp);
};

const ATM1_COOKIE_BYTES = 4;
const ATM1_MAINTENANCE = 0x80;
const ATM2_COOKIE_BYTES = 8;
const ATM2_MAINTENANCE = 0x70;
const ATM2_GAP_COUNT = 0x000003ff;
const NLPID_LLC = 0xfefe03;
const SNAP_LLC = 0xaaaa03;

const decodeAtm1: CardDecoder = (view, offset, end, batch, row) => {
  const payload = offset + ATM1_COOKIE_BYTES;
  if (payload > end) markDamaged(batch, row, Damage.LinkTruncated);
  else if (view.getUint8(offset) !== ATM1_MAINTENANCE) decodeAtmPayload(view, payload, end, batch, row);
};

const decodeAtm2: CardDecoder = (view, offset, end, batch, row, flags) => {
  const payload = offset + ATM2_COOKIE_BYTES;
  if (payload > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
  } else if ((view.getUint8(payload - 1) & ATM2_MAINTENANCE) === 0) {
    const bridged = (flags & INCOMING) === 0 && (view.getUint32(offset) & ATM2_GAP_COUNT) !== 0;
    if (bridged && !isLlc(view, payload, end))
      decodeLinkPayload(view, payload, end, batch, row, EtherType.Ethernet);
    else decodeAtmPayload(view, payload, end, batch, row);
  }
};

const isLlc = (view: DataView, offset: number, end: number): boolean => {
  if (end - offset < 3) return false;
  const header = view.getUint16(offset) * 256 + view.getUint8(offset + 2);
  return header === SNAP_LLC || header === NLPID_LLC;
};

/** LLC, Cisco's NLPID, PPP or IP on an ATM circuit, told by the first bytes. */
const decodeAtmPayload: Decoder = (view, offset, end, batch, row) => {
  const first = offset < end ? view.getUint8(offset) : 0;
  if (isLlc(view, offset, end)) decodeAtmLlc(view, offset, end, batch, row);
  else if (first === 0x03) decodeNlpid(view, offset + 1, end, batch, row);
  else decodeIpOrPpp(view, offset, end, batch, row);
};

/** An IP packet or a PPP frame, told by the first bytes; anything else is left alone. */
const decodeIpOrPpp: Decoder = (view, offset, end, batch, row) => {
  const first = offset < end ? view.getUint8(offset) : 0;
  const isIp = first >>> 4 === 4 || first >>> 4 === 6;
  decodeLinkPayload(view, offset, end, batch, row, isIp ? PacketType.Ip : EtherType.Ppp);
};

const GGSN_BYTES = 4;

/** Protocol and VLAN, little-endian. */
const decodeGgsn: CardDecoder = (view, offset, end, batch, row) => {
  const payload = offset + GGSN_BYTES;
  const protocol = payload > end ? 0 : view.getUint16(offset, true);
  decodeLinkPayload(view, payload, end, batch, row, packetTypeOf(protocol));
};

const VOICE_BYTES = 18;

const decodeVoice: CardDecoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset + VOICE_BYTES, end, batch, row, PacketType.Ip);
};

const SERVICES_INCOMING_BYTES = 16;
const SERVICES_OUTGOING_BYTES = 12;

const decodeServices: CardDecoder = (view, offset, end, batch, row, flags) => {
  const headerBytes = (flags & INCOMING) === 0 ? SERVICES_OUTGOING_BYTES : SERVICES_INCOMING_BYTES;
  decodeLinkPayload(view, offset + headerBytes, end, batch, row, PacketType.Ip);
};

const MONITOR_BYTES = 8;

const decodeMonitor: CardDecoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset + MONITOR_BYTES, end, batch, row, PacketType.Ip);
};

/** First bytes of the cookies of cards that bundle several links. */
const LINK_SERVICES_COOKIE = 0x54;
const LINK_SERVICES_COOKIE_BYTES = 4;
const SERVICES_COOKIES: ReadonlySet<number> = new Set([0x40, 0x43]);
const SERVICES_COOKIE_BYTES = 8;

/** A bundle of PPP or frame relay links: behind the cookie there is IP or PPP. */
const decodeBundle: CardDecoder = (view, offset, end, batch, row) => {
  const first = view.getUint8(offset);
  let cookieBytes = SERVICES_COOKIES.has(first) ? SERVICES_COOKIE_BYTES : 0;
  if (first === LINK_SERVICES_COOKIE) cookieBytes = LINK_SERVICES_COOKIE_BYTES;
  decodeIpOrPpp(view, offset + cookieBytes, end, batch, row);
};

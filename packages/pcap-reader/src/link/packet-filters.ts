import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';
import { packetTypeOfFamily } from './null-loopback.ts';

/** Length without padding, then the address family. */
const PF_LEAST_BYTES = 2;
const PF_SHORTEST_HEADER_BYTES = 5;

/** The log of the BSD packet filter, LINKTYPE_PFLOG: its header is as long as it says, padded to four bytes. */
export const decodePfLog: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < PF_LEAST_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const headerBytes = view.getUint8(offset);
  if (headerBytes < PF_SHORTEST_HEADER_BYTES) markDamaged(batch, row, Damage.LinkMalformed);
  else {
    const type = packetTypeOfFamily(view.getUint8(offset + 1));
    decodeLinkPayload(view, offset + ((headerBytes + 3) & ~3), end, batch, row, type);
  }
};

const ENC_BYTES = 12;

/** OpenBSD's IPsec interface, LINKTYPE_ENC: address family, security parameters index and flags. */
export const decodeEnc: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset + ENC_BYTES, end, batch, row, PacketType.Ip);
};

const IPNET_BYTES = 24;
const IPNET_INET = 2;
const IPNET_INET6 = 26;

/** Solaris' IP observability interface, LINKTYPE_IPNET. */
export const decodeIpNet: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < IPNET_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const family = view.getUint8(offset + 1);
  if (family === IPNET_INET) decodeLinkPayload(view, offset + IPNET_BYTES, end, batch, row, PacketType.Ipv4);
  else if (family === IPNET_INET6)
    decodeLinkPayload(view, offset + IPNET_BYTES, end, batch, row, PacketType.Ipv6);
};

/** Address family, version and resource number, then attributes. */
const NFLOG_BYTES = 4;
const NFLOG_VERSION = 0;
const ATTRIBUTE_BYTES = 4;
const PAYLOAD = 9;
const HARDWARE_ADDRESS = 8;
/** Length of the address, padding, and the address. */
const HARDWARE_ADDRESS_BYTES = 10;
const MAC_BYTES = 6;

/**
 * The log of Linux' netfilter, LINKTYPE_NFLOG: attributes, one of which is the packet, another the sender's address.
 * Their lengths are in the order of the machine that captured; nearly all are little-endian, and a length that does
 * not fit is taken for a big-endian one.
 */
export const decodeNfLog: Decoder = (view, start, end, batch, row) => {
  if (end - start < NFLOG_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  if (view.getUint8(start + 1) !== NFLOG_VERSION) {
    markDamaged(batch, row, Damage.LinkMalformed);
    return;
  }
  let offset = start + NFLOG_BYTES;
  while (end - offset >= ATTRIBUTE_BYTES) {
    const first = view.getUint16(offset, true);
    const littleEndian = first >= ATTRIBUTE_BYTES && first <= end - offset;
    const length = littleEndian ? first : view.getUint16(offset);
    const type = view.getUint16(offset + 2, littleEndian) & 0x7fff;
    const value = offset + ATTRIBUTE_BYTES;
    if (length < ATTRIBUTE_BYTES) {
      markDamaged(batch, row, Damage.LinkMalformed);
      return;
    }
    if (type === PAYLOAD) {
      const payloadEnd = Math.min(end, offset + length);
      decodeLinkPayload(view, value, payloadEnd, batch, row, packetTypeOfFamily(view.getUint8(start)));
      return;
    }
    const isMac =
      type === HARDWARE_ADDRESS &&
      end - value >= HARDWARE_ADDRESS_BYTES &&
      view.getUint16(value) === MAC_BYTES;
    if (isMac) batch.sourceMac[row] = readMac(view, value + 4);
    offset += (length + 3) & ~3;
  }
};

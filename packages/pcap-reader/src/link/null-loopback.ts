import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { FIRST_ETHER_TYPE, PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

const FAMILY_BYTES = 4;
const AF_INET = 2;
/** AF_INET6 of Linux, Windows, NetBSD and OpenBSD, FreeBSD, and macOS. */
const AF_INET6: ReadonlySet<number> = new Set([10, 23, 24, 28, 30]);

/** The `PacketType` of an address family of some BSD, of Linux or of Windows. */
export const packetTypeOfFamily = (family: number): number => {
  if (family === AF_INET) return PacketType.Ipv4;
  return AF_INET6.has(family) ? PacketType.Ipv6 : PacketType.None;
};

/**
 * BSD loopback, LINKTYPE_NULL and LINKTYPE_LOOP: an address family of four bytes in the order of the machine that
 * captured (or the network's), which a value above 16 bits gives away; some writers put an EtherType there.
 */
export const decodeLoopback: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < FAMILY_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const bigEndian = view.getUint32(offset);
  const family = bigEndian > 0xffff ? view.getUint32(offset, true) : bigEndian;
  const type = packetTypeOfFamily(family);
  if (type !== PacketType.None) {
    decodeLinkPayload(view, offset + FAMILY_BYTES, end, batch, row, type);
  } else if (family >= FIRST_ETHER_TYPE && family <= 0xffff) {
    batch.etherType[row] = family;
    decodeLinkPayload(view, offset + FAMILY_BYTES, end, batch, row, family);
  }
};

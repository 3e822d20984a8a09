import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { decodeEtherPayload } from '../decode/ether-payload.ts';
import { decodeIpv4 } from '../decode/ipv4.ts';
import { decodeIpv6 } from '../decode/ipv6.ts';
import { FIRST_ETHER_TYPE } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';

const FAMILY_BYTES = 4;
const AF_INET = 2;
/** AF_INET6 of NetBSD and OpenBSD, FreeBSD, macOS, and Linux. */
const AF_INET6: ReadonlySet<number> = new Set([24, 28, 30, 10]);

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
  const payload = offset + FAMILY_BYTES;
  if (family === AF_INET) decodeIpv4(view, payload, end, batch, row);
  else if (AF_INET6.has(family)) decodeIpv6(view, payload, end, batch, row);
  else if (family >= FIRST_ETHER_TYPE && family <= 0xffff) {
    batch.etherType[row] = family;
    batch.innerEtherType[row] = family;
    decodeEtherPayload(view, payload, end, batch, row, family);
  }
};

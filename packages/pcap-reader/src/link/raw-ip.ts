import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { decodeIpByVersion } from '../decode/ether-payload.ts';
import { Damage } from '../protocol.ts';

/** A packet that starts with its IP header: LINKTYPE_RAW, LINKTYPE_IPV4, LINKTYPE_IPV6. */
export const decodeRawIp: Decoder = (view, offset, end, batch, row) => {
  if (offset === end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodeIpByVersion(view, offset, end, batch, row);
};

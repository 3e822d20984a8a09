import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { decodeIpByVersion } from '../decode/ether-payload.ts';
import { Damage } from '../protocol.ts';

/** A packet that starts with its IP header of either version, LINKTYPE_RAW. */
export const decodeRawIp: Decoder = (view, offset, end, batch, row) => {
  if (offset === end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodeIpByVersion(view, offset, end, batch, row);
};

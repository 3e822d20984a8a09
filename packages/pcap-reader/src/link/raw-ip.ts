import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** A packet that starts with its IP header of either version, LINKTYPE_RAW. */
export const decodeRawIp: Decoder = (view, offset, end, batch, row) => {
  if (offset === end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodeLinkPayload(view, offset, end, batch, row, PacketType.Ip);
};

/** A packet that starts with an IPv4 header, LINKTYPE_IPV4. */
export const decodeRawIpv4: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset, end, batch, row, PacketType.Ipv4);
};

/** A packet that starts with an IPv6 header, LINKTYPE_IPV6. */
export const decodeRawIpv6: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset, end, batch, row, PacketType.Ipv6);
};

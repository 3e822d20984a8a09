import type { Decoder } from '../decode/decoder.ts';
import { PacketType } from '../decode/numbers.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** Direction, and how the packet's headers were compressed. */
const HEADER_BYTES = 16;

/** SLIP, LINKTYPE_SLIP: the packet is there as it was before compression; RFC 1055. */
export const decodeSlip: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset + HEADER_BYTES, end, batch, row, PacketType.Ip);
};

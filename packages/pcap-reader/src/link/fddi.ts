import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** Frame control and two addresses; ANSI X3.139. */
const HEADER_BYTES = 13;
const FRAME_FORMAT = 0xf0;
const LLC_FRAME = 0x50;

/** FDDI, LINKTYPE_FDDI. Addresses are told in the order of bits in which the capture holds them. */
export const decodeFddi: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  batch.destinationMac[row] = readMac(view, offset + 1);
  batch.sourceMac[row] = readMac(view, offset + 7);
  if ((view.getUint8(offset) & FRAME_FORMAT) === LLC_FRAME)
    decodeLinkPayload(view, offset + HEADER_BYTES, end, batch, row, PacketType.Llc);
};

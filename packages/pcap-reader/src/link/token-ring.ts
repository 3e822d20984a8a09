import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** Access control, frame control and two addresses; IEEE 802.5, section 3.2. */
const HEADER_BYTES = 14;
const FRAME_TYPE = 0xc0;
const LLC_FRAME = 0x40;

/** The first bit of the source address says that a source route follows, which says how long it is itself. */
const ROUTED = 0x80;
const ROUTED_BIT_OF_ADDRESS = 0x800000000000;
const ROUTE_BYTES = 0x1f;

/** Token ring, LINKTYPE_IEEE802_5. The source address is told without the bit that announces a source route. */
export const decodeTokenRing: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const payload = offset + HEADER_BYTES;
  const routed = (view.getUint8(offset + 8) & ROUTED) !== 0;
  batch.destinationMac[row] = readMac(view, offset + 2);
  batch.sourceMac[row] = readMac(view, offset + 8) - (routed ? ROUTED_BIT_OF_ADDRESS : 0);
  if ((view.getUint8(offset + 1) & FRAME_TYPE) !== LLC_FRAME) return;
  if (routed && payload === end) markDamaged(batch, row, Damage.LinkTruncated);
  else {
    const routeBytes = routed ? view.getUint8(payload) & ROUTE_BYTES : 0;
    decodeLinkPayload(view, payload + routeBytes, end, batch, row, PacketType.Llc);
  }
};

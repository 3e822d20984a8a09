import { Damage, Protocol } from '../protocol.ts';
import { type Decoder, markDamaged } from './decoder.ts';

/** Everything before the addresses; RFC 826. */
const FIXED_BYTES = 8;

/** Address Resolution Protocol; RFC 826. */
export const decodeArp: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Arp;
  if (end - offset < FIXED_BYTES) {
    markDamaged(batch, row, Damage.ArpTruncated);
    return;
  }
  batch.arpOpcode[row] = view.getUint16(offset + 6);
  const addressBytes = 2 * (view.getUint8(offset + 4) + view.getUint8(offset + 5));
  if (end - offset < FIXED_BYTES + addressBytes) markDamaged(batch, row, Damage.ArpTruncated);
};

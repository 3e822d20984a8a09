import { Damage, Protocol } from '../protocol.ts';
import { type Decoder, markDamaged } from './decoder.ts';
import { greTunnel } from './tunnel/gre-tunnel.ts';
import { noteTunnel } from './tunnel/note-tunnel.ts';

/** Flags and protocol type; RFC 2784, section 2. */
const HEADER_BYTES = 4;

/** Generic Routing Encapsulation; RFC 2784. */
export const decodeGre: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Gre;
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.GreTruncated);
    return;
  }
  batch.greProtocol[row] = view.getUint16(offset + 2);
  noteTunnel(view, offset, end, batch, row, greTunnel(view, offset, end));
};

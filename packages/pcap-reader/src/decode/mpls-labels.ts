import { NOT_ENCAPSULATED, encapsulation } from './encapsulation.ts';
import { EtherType, PacketType } from './numbers.ts';

const LABEL_BYTES = 4;
const BOTTOM_OF_STACK = 0x100;
const PSEUDOWIRE_CONTROL_BYTES = 4;

/** More labels than any network stacks. */
export const MOST_LABELS = 64;

/**
 * A label stack, RFC 3032, and what lies below it by its first four bits: an IP packet, or behind a control word
 * (RFC 4385) an Ethernet frame. The stack must be whole and have at most `MOST_LABELS` labels.
 */
export const mplsLabels = (view: DataView, start: number, end: number): number => {
  const last = Math.min(end - LABEL_BYTES, start + (MOST_LABELS - 1) * LABEL_BYTES);
  for (let offset = start; offset <= last; offset += LABEL_BYTES) {
    if ((view.getUint32(offset) & BOTTOM_OF_STACK) === 0) continue;
    const below = offset + LABEL_BYTES;
    if (below === end) return encapsulation(below - start, PacketType.Ip);
    return view.getUint8(below) >>> 4 === 0
      ? encapsulation(below + PSEUDOWIRE_CONTROL_BYTES - start, EtherType.Ethernet)
      : encapsulation(below - start, PacketType.Ip);
  }
  return NOT_ENCAPSULATED;
};

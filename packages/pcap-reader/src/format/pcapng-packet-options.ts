import type { CaptureInfo } from '../capture-info.ts';
import { COMMENT, keepPacketComment } from './pcapng-options.ts';

const END_OF_OPTIONS = 0;

/** Packets dropped by the interface and the system since the packet before; draft-ietf-opsawg-pcapng, section 4.3. */
const EPB_DROPCOUNT = 4;

/**
 * Notes what the options of a packet block say of the capture: comments and drops. It makes no object unless there is
 * a comment, as some systems give every packet options. What overruns the block is left alone.
 */
export const notePacketOptions = (
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
  info: CaptureInfo,
  packet: number,
): void => {
  let offset = start;
  while (end - offset >= 4) {
    const code = view.getUint16(offset, littleEndian);
    const length = view.getUint16(offset + 2, littleEndian);
    if (code === END_OF_OPTIONS || length > end - offset - 4) return;
    if (code === COMMENT) keepPacketComment(info, packet, view, offset + 4, length);
    if (code === EPB_DROPCOUNT && length >= 8)
      info.droppedPackets += Number(view.getBigUint64(offset + 4, littleEndian));
    offset += 4 + ((length + 3) & ~3);
  }
};

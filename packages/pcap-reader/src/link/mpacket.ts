import { type Decoder, endWithoutChecksum, markDamaged } from '../decode/decoder.ts';
import { EtherType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** Preamble and start delimiter; IEEE 802.3br, section 99.3. */
const PREAMBLE_BYTES = 8;
/** Delimiters in front of a whole frame, and of the first fragments of a preemptable one. */
const START_DELIMITERS: ReadonlySet<number> = new Set([0xd5, 0xe6, 0x4c, 0x7f, 0xb3]);

/** An Ethernet frame, or its first fragment, as sent on the wire, LINKTYPE_ETHERNET_MPACKET. */
export const decodeMPacket: Decoder = (view, offset, end, batch, row) => {
  const frame = offset + PREAMBLE_BYTES;
  if (frame > end) markDamaged(batch, row, Damage.LinkTruncated);
  else if (START_DELIMITERS.has(view.getUint8(frame - 1)))
    decodeLinkPayload(
      view,
      frame,
      endWithoutChecksum(frame, end, batch, row),
      batch,
      row,
      EtherType.Ethernet,
    );
};

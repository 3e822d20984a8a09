import { type Decoder, endWithoutChecksum, markDamaged } from '../decode/decoder.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage } from '../protocol.ts';
import { decodeWifi, decodeWifiFrame } from './wifi.ts';

/** Version, padding, length and which fields are present; www.radiotap.org. */
const RADIOTAP_BYTES = 8;
const MORE_PRESENCE_WORDS = 0x80000000;
const HAS_TIMER = 0x01;
const HAS_FLAGS = 0x02;
const TIMER_BYTES = 8;
const CHECKSUM_AT_END = 0x10;
const DATA_PADDED = 0x20;
const CHECKSUM_WRONG = 0x40;

/** 802.11 behind a radiotap header, LINKTYPE_IEEE802_11_RADIOTAP. */
export const decodeRadiotap: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < RADIOTAP_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const headerBytes = view.getUint16(offset + 2, true);
  const frame = offset + headerBytes;
  if (view.getUint8(offset) !== 0 || headerBytes < RADIOTAP_BYTES) {
    markDamaged(batch, row, Damage.LinkMalformed);
  } else if (frame > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
  } else {
    const flags = radiotapFlags(view, offset, frame);
    const padded = (flags & DATA_PADDED) !== 0;
    const frameEnd = (flags & CHECKSUM_AT_END) === 0 ? end : endWithoutChecksum(frame, end, batch, row);
    if ((flags & CHECKSUM_WRONG) !== 0) markDamaged(batch, row, Damage.LinkChecksumWrong);
    else decodeWifiFrame(view, frame, frameEnd, batch, row, padded);
  }
};

/** The flags field, 0 where there is none; it comes behind all presence words and an aligned timer. */
const radiotapFlags = (view: DataView, start: number, headerEnd: number): number => {
  const present = view.getUint32(start + 4, true);
  if ((present & HAS_FLAGS) === 0) return 0;
  let offset = start + RADIOTAP_BYTES;
  let word = present;
  while ((word & MORE_PRESENCE_WORDS) !== 0 && offset + 4 <= headerEnd) {
    word = view.getUint32(offset, true);
    offset += 4;
  }
  if ((present & HAS_TIMER) !== 0) offset = start + ((offset - start + 7) & ~7) + TIMER_BYTES;
  return offset < headerEnd ? view.getUint8(offset) : 0;
};

/** Code and length in the order of the machine that captured, then fields that nothing here needs. */
const PRISM_BYTES = 8;
/** AVS: version and length in network order. */
const AVS_MAGIC = 0x80211000;
const AVS_MAGIC_BITS = 0xfffff000;

/** 802.11 behind a Prism header, LINKTYPE_IEEE802_11_PRISM; some drivers write the AVS header instead. */
export const decodePrism: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < PRISM_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
  } else if (isAvs(view, offset)) {
    decodeAvs(view, offset, end, batch, row);
  } else {
    const bigEndian = view.getUint32(offset + 4);
    const headerBytes = bigEndian > 0xffff ? view.getUint32(offset + 4, true) : bigEndian;
    decodeBehind(view, offset, end, batch, row, headerBytes);
  }
};

/** 802.11 behind an AVS header, LINKTYPE_IEEE802_11_AVS. */
export const decodeAvs: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < PRISM_BYTES) markDamaged(batch, row, Damage.LinkTruncated);
  else if (!isAvs(view, offset)) markDamaged(batch, row, Damage.LinkMalformed);
  else decodeBehind(view, offset, end, batch, row, view.getUint32(offset + 4));
};

const isAvs = (view: DataView, offset: number): boolean =>
  (view.getUint32(offset) & AVS_MAGIC_BITS) >>> 0 === AVS_MAGIC;

const decodeBehind = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  headerBytes: number,
): void => {
  if (headerBytes < PRISM_BYTES) markDamaged(batch, row, Damage.LinkMalformed);
  else if (headerBytes > end - offset) markDamaged(batch, row, Damage.LinkTruncated);
  else decodeWifi(view, offset + headerBytes, end, batch, row);
};

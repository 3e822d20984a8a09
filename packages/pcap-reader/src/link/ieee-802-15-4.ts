import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { Damage } from '../protocol.ts';

/*
 * IEEE 802.15.4, section 7.2. Its addresses have 16 or 64 bits, which no column holds: both MAC columns stay `NO_MAC`.
 * A frame whose header is cut is told as damaged; what it carries (6LoWPAN, Zigbee) is not looked at.
 */

const FRAME_CONTROL_BYTES = 2;
const NO_SEQUENCE = 0x0100;
const ONE_NETWORK = 0x0040;
const VERSION_SHIFT = 12;
const DESTINATION_SHIFT = 10;
const SOURCE_SHIFT = 14;
const NETWORK_BYTES = 2;
/** Bytes of an address by its mode: none, reserved, short, extended. */
const ADDRESS_BYTES = [0, 0, 2, 8] as const;

/** IEEE 802.15.4 with or without its checksum, LINKTYPE_IEEE802_15_4_WITHFCS and LINKTYPE_IEEE802_15_4_NOFCS. */
export const decodeIeee802154: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < FRAME_CONTROL_BYTES || end - offset < headerBytesOf(view.getUint16(offset, true)))
    markDamaged(batch, row, Damage.LinkTruncated);
};

const headerBytesOf = (control: number): number => {
  const sequenceBytes = (control & NO_SEQUENCE) === 0 ? 1 : 0;
  const destination = ADDRESS_BYTES[(control >>> DESTINATION_SHIFT) & 3];
  const source = ADDRESS_BYTES[(control >>> SOURCE_SHIFT) & 3];
  const isOld = ((control >>> VERSION_SHIFT) & 3) < 2; // the version of 2015 has more ways to leave networks out
  const networks = isOld
    ? (destination > 0 ? 1 : 0) + (source > 0 && (control & ONE_NETWORK) === 0 ? 1 : 0)
    : 0;
  return FRAME_CONTROL_BYTES + sequenceBytes + networks * NETWORK_BYTES + destination + source;
};

/** Preamble, start of frame, and length; LINKTYPE_IEEE802_15_4_NONASK_PHY. */
const PHYSICAL_HEADER_BYTES = 6;

/** IEEE 802.15.4 behind the header of its physical layer, LINKTYPE_IEEE802_15_4_NONASK_PHY. */
export const decodeIeee802154Physical: Decoder = (view, offset, end, batch, row) => {
  decodeIeee802154(view, offset + PHYSICAL_HEADER_BYTES, end, batch, row);
};

const TAP_BYTES = 4;

/** IEEE 802.15.4 behind fields about its reception, LINKTYPE_IEEE802_15_4_TAP. */
export const decodeIeee802154Tap: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < TAP_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const headerBytes = view.getUint16(offset + 2, true);
  if (view.getUint8(offset) !== 0 || headerBytes < TAP_BYTES) markDamaged(batch, row, Damage.LinkMalformed);
  else decodeIeee802154(view, offset + headerBytes, end, batch, row);
};

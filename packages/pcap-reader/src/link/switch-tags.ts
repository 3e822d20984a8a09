import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { EtherType } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';
import { decodeEtherTyped, decodeLinkPayload } from './link-payload.ts';

/*
 * Ethernet frames between a switch chip and its processor carry a tag that tells the port. Such a tag is no VLAN, so it
 * is stepped over. A length in place of the type is not known to stand behind one.
 */

const ADDRESSES_BYTES = 12;
const TAG_BYTES = 4;
const LONG_TAG_BYTES = 8;

/** Ethernet with a tag of four bytes behind the addresses, LINKTYPE_DSA_TAG_DSA and LINKTYPE_DSA_TAG_BRCM. */
export const decodeDsa: Decoder = (view, offset, end, batch, row) => {
  decodeTagged(view, offset, end, batch, row, TAG_BYTES);
};

/** Ethernet with a tag of eight bytes behind the addresses, LINKTYPE_DSA_TAG_EDSA. */
export const decodeEdsa: Decoder = (view, offset, end, batch, row) => {
  decodeTagged(view, offset, end, batch, row, LONG_TAG_BYTES);
};

/** Ethernet with a tag of four bytes in front, LINKTYPE_DSA_TAG_BRCM_PREPEND. */
export const decodeBroadcomTagPrepended: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset + TAG_BYTES, end, batch, row, EtherType.Ethernet);
};

const decodeTagged = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  tagBytes: number,
): void => {
  const type = offset + ADDRESSES_BYTES + tagBytes;
  if (type + 2 > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  batch.protocols[row] |= Protocol.Ethernet;
  batch.destinationMac[row] = readMac(view, offset);
  batch.sourceMac[row] = readMac(view, offset + 6);
  decodeEtherTyped(view, type, end, batch, row);
};

import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { FIRST_ETHER_TYPE, PacketType } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

const COOKED_BYTES = 16;
const COOKED2_BYTES = 20;
const MAC_BYTES = 6;
/** Stands in the protocol field before an LLC header. */
const LLC_FOLLOWS = 4;

/** Linux cooked capture, LINKTYPE_LINUX_SLL: only the sender's address is there. */
export const decodeLinuxCooked: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < COOKED_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  if (view.getUint16(offset + 4) === MAC_BYTES) batch.sourceMac[row] = readMac(view, offset + 6);
  decodeProtocol(view, offset + COOKED_BYTES, end, batch, row, view.getUint16(offset + 14));
};

/** Linux cooked capture, version 2, LINKTYPE_LINUX_SLL2. */
export const decodeLinuxCooked2: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < COOKED2_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  if (view.getUint8(offset + 11) === MAC_BYTES) batch.sourceMac[row] = readMac(view, offset + 12);
  decodeProtocol(view, offset + COOKED2_BYTES, end, batch, row, view.getUint16(offset));
};

const decodeProtocol = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  protocol: number,
): void => {
  batch.protocols[row] |= Protocol.LinuxCooked;
  if (protocol >= FIRST_ETHER_TYPE) {
    batch.etherType[row] = protocol;
    decodeLinkPayload(view, offset, end, batch, row, protocol);
  } else if (protocol === LLC_FOLLOWS) {
    decodeLinkPayload(view, offset, end, batch, row, PacketType.Llc);
  }
};

import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { decodeEtherPayload } from '../decode/ether-payload.ts';
import { EtherType, FIRST_ETHER_TYPE, LAST_LENGTH } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';

/** Two addresses and a type or length; IEEE 802.3, section 3. */
const HEADER_BYTES = 14;
const TAG_BYTES = 4;
/** LLC, then SNAP: organisation and type; IEEE 802, section 9. */
const LLC_BYTES = 3;
const SNAP_BYTES = 8;
const SNAP_SAP = 0xaa;

/** Ethernet II and IEEE 802.3, with VLAN tags, LLC and SNAP. */
export const decodeEthernet: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const etherType = view.getUint16(offset + 12);
  batch.protocols[row] |= Protocol.Ethernet;
  batch.destinationMac[row] = readMac(view, offset);
  batch.sourceMac[row] = readMac(view, offset + 6);
  if (etherType >= FIRST_ETHER_TYPE) batch.etherType[row] = etherType;
  decodeTyped(view, offset + HEADER_BYTES, end, batch, row, etherType);
};

const isTag = (etherType: number): boolean =>
  etherType === EtherType.Vlan ||
  etherType === EtherType.ServiceVlan ||
  etherType === EtherType.OldServiceVlan;

/** Decodes what follows a type-or-length field: tags (IEEE 802.1Q), then a typed payload or LLC. */
export const decodeTyped = (
  view: DataView,
  start: number,
  end: number,
  batch: PacketBatch,
  row: number,
  typeOrLength: number,
): void => {
  let offset = start;
  let type = typeOrLength;
  while (isTag(type)) {
    if (end - offset < TAG_BYTES) {
      markDamaged(batch, row, Damage.LinkTruncated);
      return;
    }
    if ((batch.protocols[row] & Protocol.Vlan) === 0) {
      batch.protocols[row] |= Protocol.Vlan;
      batch.vlanId[row] = view.getUint16(offset) & 0x0fff;
    }
    type = view.getUint16(offset + 2);
    offset += TAG_BYTES;
  }
  if (type >= FIRST_ETHER_TYPE) {
    batch.innerEtherType[row] = type;
    decodeEtherPayload(view, offset, end, batch, row, type);
  } else if (type <= LAST_LENGTH) {
    decodeLlc(view, offset, Math.min(end, offset + type), batch, row);
  }
};

/** IEEE 802.2 LLC, and the typed payload of a SNAP header; RFC 1042. */
export const decodeLlc: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < LLC_BYTES) {
    if (end > offset) markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  batch.protocols[row] |= Protocol.Llc;
  if (view.getUint8(offset) !== SNAP_SAP || end - offset < SNAP_BYTES) return;
  const organisation = view.getUint16(offset + 3) * 256 + view.getUint8(offset + 5);
  if (organisation !== 0) return;
  const type = view.getUint16(offset + 6);
  batch.innerEtherType[row] = type;
  decodeEtherPayload(view, offset + SNAP_BYTES, end, batch, row, type);
};

import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { decodeEtherPayload, decodeIpByVersion } from '../decode/ether-payload.ts';
import { EtherType, FIRST_ETHER_TYPE, LAST_LENGTH } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';

/** Two addresses and a type or length; IEEE 802.3, section 3. */
const HEADER_BYTES = 14;
/** LLC, then SNAP: organisation and type; IEEE 802, section 9. */
const LLC_BYTES = 3;
const SNAP_BYTES = 8;
const SNAP_SAP = 0xaa;
const IP_SAP = 0x06;
const UNNUMBERED_INFORMATION = 0x03;
/** Organisations whose SNAP types are EtherTypes: none, and Cisco's for bridges. */
const CISCO_90 = 0x0000f8;

/** More tags than any network stacks. */
const MOST_TAGS = 64;
const VLAN_TAG_BYTES = 4;
const VN_TAG_BYTES = 6;
const REDUNDANCY_TAG_BYTES = 6;
const CISCO_METADATA_BYTES = 8;
const MACSEC_BYTES = 8;
const MACSEC_CHANNEL_BYTES = 8;
const MACSEC_ENCRYPTED = 0x0c;
const MACSEC_CHANNEL = 0x20;

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

/** The length of a tag between addresses and payload, whose last two bytes are the next type; 0 for any other type. */
const tagBytesOf = (etherType: number, view: DataView, offset: number, end: number): number => {
  switch (etherType) {
    case EtherType.Ipv4:
    case EtherType.Ipv6:
      return 0;
    case EtherType.Vlan:
    case EtherType.ServiceVlan:
    case EtherType.OldServiceVlan:
      return VLAN_TAG_BYTES;
    case EtherType.VnTag:
      return VN_TAG_BYTES;
    case EtherType.RedundancyTag:
      return REDUNDANCY_TAG_BYTES;
    case EtherType.CiscoMetadata:
      return CISCO_METADATA_BYTES;
    case EtherType.MacSec:
      return macSecBytes(offset < end ? view.getUint8(offset) : 0);
    default:
      return 0;
  }
};

/** A tag of IEEE 802.1AE, section 9.3, that protects the frame without encrypting it; 0 where nothing can be read behind it. */
const macSecBytes = (control: number): number => {
  if ((control & MACSEC_ENCRYPTED) !== 0) return 0;
  return (control & MACSEC_CHANNEL) === 0 ? MACSEC_BYTES : MACSEC_BYTES + MACSEC_CHANNEL_BYTES;
};

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
  for (let tags = 0; ; tags += 1) {
    const tagBytes = tagBytesOf(type, view, offset, end);
    if (tagBytes === 0) break;
    if (end - offset < tagBytes || tags === MOST_TAGS) {
      markDamaged(batch, row, tags === MOST_TAGS ? Damage.NestedTooDeep : Damage.LinkTruncated);
      return;
    }
    if (tagBytes === VLAN_TAG_BYTES && (batch.protocols[row] & Protocol.Vlan) === 0) {
      batch.protocols[row] |= Protocol.Vlan;
      batch.vlanId[row] = view.getUint16(offset) & 0x0fff;
    }
    offset += tagBytes;
    type = view.getUint16(offset - 2);
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
  const sap = view.getUint8(offset);
  if (sap === IP_SAP && view.getUint8(offset + 2) === UNNUMBERED_INFORMATION)
    decodeIpByVersion(view, offset + LLC_BYTES, end, batch, row);
  if (sap !== SNAP_SAP || end - offset < SNAP_BYTES) return;
  const organisation = view.getUint16(offset + 3) * 256 + view.getUint8(offset + 5);
  if (organisation !== 0 && organisation !== CISCO_90) return;
  const type = view.getUint16(offset + 6);
  batch.innerEtherType[row] = type;
  decodeEtherPayload(view, offset + SNAP_BYTES, end, batch, row, type);
};

import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { EtherType, PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeEtherTyped, decodeLinkPayload } from './link-payload.ts';

/** An address has two to four bytes, the last of them marked; Q.922, section 3.3. */
const LEAST_ADDRESS_BYTES = 2;
const MOST_ADDRESS_BYTES = 4;
const LAST_ADDRESS_BYTE = 0x01;

const UNNUMBERED_INFORMATION = 0x03;
const PADDING = 0x00;

const ORGANISATION_BYTES = 3;
const BRIDGED = 0x0080c2;
/** Bridged Ethernet with and without its checksum; RFC 2427, section 4.2. */
const ETHERNET_WITH_CHECKSUM = 0x0001;
const ETHERNET = 0x0007;

/** Frame relay, LINKTYPE_FRELAY: RFC 2427, or Cisco's encapsulation with an EtherType behind the address. */
export const decodeFrameRelay: Decoder = (view, start, end, batch, row) => {
  let offset = start;
  while (offset < end && (view.getUint8(offset) & LAST_ADDRESS_BYTE) === 0) offset += 1;
  const addressBytes = offset + 1 - start;
  offset += 1;
  if (offset >= end) {
    markDamaged(batch, row, Damage.LinkTruncated);
  } else if (addressBytes < LEAST_ADDRESS_BYTES || addressBytes > MOST_ADDRESS_BYTES) {
    markDamaged(batch, row, Damage.LinkMalformed);
  } else if (view.getUint8(offset) === UNNUMBERED_INFORMATION) {
    decodeNlpid(view, offset + 1, end, batch, row);
  } else {
    decodeEtherTyped(view, offset, end, batch, row);
  }
};

/** A byte that tells the direction, then frame relay, LINKTYPE_FRELAY_WITH_DIR. */
export const decodeFrameRelayWithDirection: Decoder = (view, offset, end, batch, row) => {
  if (offset === end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodeFrameRelay(view, offset + 1, end, batch, row);
};

/** A network layer protocol identifier, ISO/IEC TR 9577, and the packet that it announces. */
export const decodeNlpid: Decoder = (view, start, end, batch, row) => {
  const offset = start < end && view.getUint8(start) === PADDING ? start + 1 : start;
  if (offset >= end) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  switch (view.getUint8(offset)) {
    case 0x80:
      decodeSnap(view, offset + 1, end, batch, row);
      break;
    case 0x8e:
      decodeLinkPayload(view, offset + 1, end, batch, row, PacketType.Ipv6);
      break;
    case 0xcc:
      decodeLinkPayload(view, offset + 1, end, batch, row, PacketType.Ipv4);
      break;
    case 0xcf: // RFC 1973
      decodeLinkPayload(view, offset + 1, end, batch, row, EtherType.Ppp);
      break;
  }
};

/** Organisation and type, as behind an LLC header; RFC 2427, section 4. */
const decodeSnap: Decoder = (view, offset, end, batch, row) => {
  const type = offset + ORGANISATION_BYTES;
  if (end - type < 2) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const organisation = view.getUint16(offset) * 256 + view.getUint8(offset + 2);
  if (organisation === 0) {
    decodeEtherTyped(view, type, end, batch, row);
  } else if (organisation === BRIDGED) {
    const kind = view.getUint16(type);
    if (kind === ETHERNET || kind === ETHERNET_WITH_CHECKSUM)
      decodeLinkPayload(view, type + 2, end, batch, row, EtherType.Ethernet);
  }
};

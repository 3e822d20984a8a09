import { NOT_ENCAPSULATED, encapsulation } from '../encapsulation.ts';
import { EtherType, FIRST_ETHER_TYPE, PacketType } from '../numbers.ts';

/** Flags and protocol type; RFC 2784, section 2. */
const FIXED_BYTES = 4;
const FIELD_BYTES = 4;

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGEMENT = 0x0080;

const ERSPAN = 0x88be;
const ERSPAN_BYTES = 8;
const ERSPAN_III = 0x22eb;
const ERSPAN_III_BYTES = 12;
const ERSPAN_III_SUBHEADER_BYTES = 8;
const ERSPAN_III_FRAME_TYPE = 0x7c00;
const WCCP = 0x883e;
const WCCP_REDIRECT_BYTES = 4;
const CISCO_METADATA_BYTES = 8;

/** GRE, RFC 2784, with the optional fields of RFC 2890 and RFC 2637, and what it carries. */
export const greTunnel = (view: DataView, offset: number, end: number): number => {
  if (end - offset < FIXED_BYTES) return NOT_ENCAPSULATED;
  const flags = view.getUint16(offset);
  if ((flags & ROUTING) !== 0) return NOT_ENCAPSULATED; // source routes, long out of use, RFC 2784
  const headerBytes =
    FIXED_BYTES +
    ((flags & CHECKSUM) === 0 ? 0 : FIELD_BYTES) +
    ((flags & KEY) === 0 ? 0 : FIELD_BYTES) +
    ((flags & SEQUENCE) === 0 ? 0 : FIELD_BYTES) +
    ((flags & ACKNOWLEDGEMENT) === 0 ? 0 : FIELD_BYTES);
  const payload = offset + headerBytes;
  const type = view.getUint16(offset + 2);
  switch (type) {
    case EtherType.Ipv4:
    case EtherType.Ipv6:
    case EtherType.MplsUnicast:
    case EtherType.MplsMulticast:
    case EtherType.Ethernet:
    case EtherType.Ppp:
      return encapsulation(headerBytes, type);
    case ERSPAN: // type I has no header of its own and no sequence number
      return encapsulation(headerBytes + ((flags & SEQUENCE) === 0 ? 0 : ERSPAN_BYTES), EtherType.Ethernet);
    case ERSPAN_III:
      return erspanIii(view, payload, end, headerBytes);
    case WCCP: // version 2 puts four bytes in front of the packet, which do not look like IPv4
      return encapsulation(
        headerBytes + (payload < end && view.getUint8(payload) >>> 4 === 4 ? 0 : WCCP_REDIRECT_BYTES),
        EtherType.Ipv4,
      );
    case EtherType.CiscoMetadata:
      return ciscoMetadata(view, payload, end, headerBytes);
    default:
      return NOT_ENCAPSULATED;
  }
};

/** ERSPAN type III: a platform subheader may follow, and frame type 0 is Ethernet; draft-foschiano-erspan, section 4.2. */
const erspanIii = (view: DataView, offset: number, end: number, greBytes: number): number => {
  if (end - offset < ERSPAN_III_BYTES) return NOT_ENCAPSULATED;
  const word = view.getUint16(offset + ERSPAN_III_BYTES - 2);
  const subheaderBytes = (word & 1) === 0 ? 0 : ERSPAN_III_SUBHEADER_BYTES;
  return encapsulation(
    greBytes + ERSPAN_III_BYTES + subheaderBytes,
    (word & ERSPAN_III_FRAME_TYPE) === 0 ? EtherType.Ethernet : PacketType.None,
  );
};

/** Cisco metadata inside GRE, where the type of what comes next stands first and not last. */
const ciscoMetadata = (view: DataView, offset: number, end: number, greBytes: number): number => {
  if (end - offset < CISCO_METADATA_BYTES) return NOT_ENCAPSULATED;
  const type = view.getUint16(offset);
  return encapsulation(greBytes + CISCO_METADATA_BYTES, type >= FIRST_ETHER_TYPE ? type : PacketType.None);
};

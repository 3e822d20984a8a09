import { NOT_ENCAPSULATED, encapsulation } from '../encapsulation.ts';
import { EtherType } from '../numbers.ts';

const SERVICE_INSTANCE_TAG_BYTES = 4;
const FABRIC_PATH_TAG_BYTES = 2;
const TRILL_BYTES = 6;
const NSH_BYTES = 8;

/** What a header that an EtherType announces carries, where it is a tunnel and not MPLS. */
export const etherTunnel = (view: DataView, offset: number, end: number, etherType: number): number => {
  switch (etherType) {
    case EtherType.ProviderBackbone: // IEEE 802.1ah
      return encapsulation(SERVICE_INSTANCE_TAG_BYTES, EtherType.Ethernet);
    case EtherType.FabricPath:
      return encapsulation(FABRIC_PATH_TAG_BYTES, EtherType.Ethernet);
    case EtherType.Trill:
      return trill(view, offset, end);
    case EtherType.Nsh:
      return nsh(view, offset, end);
    default:
      return NOT_ENCAPSULATED;
  }
};

/** TRILL with its options; RFC 6325, section 3. */
const trill = (view: DataView, offset: number, end: number): number => {
  if (end - offset < TRILL_BYTES) return NOT_ENCAPSULATED;
  const optionBytes = ((view.getUint16(offset) >>> 6) & 0x1f) * 4;
  return encapsulation(TRILL_BYTES + optionBytes, EtherType.Ethernet);
};

/** The network service header; RFC 8300, section 2. */
const nsh = (view: DataView, offset: number, end: number): number => {
  if (end - offset < NSH_BYTES) return NOT_ENCAPSULATED;
  const headerBytes = (view.getUint8(offset + 1) & 0x3f) * 4;
  if (headerBytes < NSH_BYTES) return NOT_ENCAPSULATED;
  switch (view.getUint8(offset + 3)) {
    case 1:
      return encapsulation(headerBytes, EtherType.Ipv4);
    case 2:
      return encapsulation(headerBytes, EtherType.Ipv6);
    case 3:
      return encapsulation(headerBytes, EtherType.Ethernet);
    case 5:
      return encapsulation(headerBytes, EtherType.MplsUnicast);
    default:
      return NOT_ENCAPSULATED;
  }
};

import { NOT_ENCAPSULATED, encapsulation } from './encapsulation.ts';
import { EtherType, PacketType } from './numbers.ts';

const ADDRESS_AND_CONTROL = 0xff03;
const LONGEST_HEADER_BYTES = 4;

/** PPP with or without address and control, and with a protocol field of one or two bytes; RFC 1661 and RFC 1662. */
export const pppHeader = (view: DataView, start: number, end: number): number => {
  const framed = end - start >= LONGEST_HEADER_BYTES && view.getUint16(start) === ADDRESS_AND_CONTROL;
  const offset = framed ? start + 2 : start;
  if (end - offset < 2) return NOT_ENCAPSULATED;
  const compressed = (view.getUint8(offset) & 1) === 1;
  const protocol = compressed ? view.getUint8(offset) : view.getUint16(offset);
  return encapsulation(offset - start + (compressed ? 1 : 2), typeOf(protocol));
};

const typeOf = (protocol: number): number => {
  switch (protocol) {
    case 0x0021:
      return EtherType.Ipv4;
    case 0x0057:
      return EtherType.Ipv6;
    case 0x0281:
      return EtherType.MplsUnicast;
    case 0x0283:
      return EtherType.MplsMulticast;
    default:
      return PacketType.None;
  }
};

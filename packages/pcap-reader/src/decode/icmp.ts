import { Damage, Protocol } from '../protocol.ts';
import { type Decoder, markDamaged } from './decoder.ts';

/** Type, code and checksum; RFC 792 and RFC 4443, section 2.1. */
const HEADER_BYTES = 4;

const decodeTypeAndCode: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.IcmpTruncated);
    return;
  }
  batch.icmpType[row] = view.getUint8(offset);
  batch.icmpCode[row] = view.getUint8(offset + 1);
};

/** ICMP; RFC 792. */
export const decodeIcmp: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Icmp;
  decodeTypeAndCode(view, offset, end, batch, row);
};

/** ICMPv6; RFC 4443. */
export const decodeIcmpv6: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Icmpv6;
  decodeTypeAndCode(view, offset, end, batch, row);
};

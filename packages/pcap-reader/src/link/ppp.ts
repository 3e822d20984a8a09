import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { EtherType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeCiscoHdlc, isCiscoHdlcAddress } from './cisco-hdlc.ts';
import { decodeLinkPayload } from './link-payload.ts';

/**
 * PPP with or without its HDLC framing, LINKTYPE_PPP and LINKTYPE_PPP_HDLC; RFC 1662. Captures of serial links hold
 * Cisco's framing too, told by its address byte.
 */
export const decodePppLink: Decoder = (view, offset, end, batch, row) => {
  if (offset < end && isCiscoHdlcAddress(view.getUint8(offset)))
    decodeCiscoHdlc(view, offset, end, batch, row);
  else decodeLinkPayload(view, offset, end, batch, row, EtherType.Ppp);
};

/** A byte that tells the direction, then PPP, LINKTYPE_PPP_WITH_DIR. */
export const decodePppWithDirection: Decoder = (view, offset, end, batch, row) => {
  if (offset === end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodePppLink(view, offset + 1, end, batch, row);
};

const PPPD_BYTES = 2;

/** PPP whose address byte was overwritten with the direction, LINKTYPE_PPP_PPPD. */
export const decodePppPppd: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset + PPPD_BYTES, end, batch, row, EtherType.Ppp);
};

/** A PPPoE session packet without Ethernet, LINKTYPE_PPP_ETHER. */
export const decodePppoeLink: Decoder = (view, offset, end, batch, row) => {
  decodeLinkPayload(view, offset, end, batch, row, EtherType.PppoeSession);
};

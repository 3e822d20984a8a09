import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { EtherType, PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** LLC, organisation 00-80-C2 and protocol 1 or 7 in front of a bridged Ethernet frame with two bytes of padding; RFC 2684, section 5.2. */
const BRIDGED_LLC = 0xaaaa0300;
const BRIDGED_ETHERNET = 0x80c20007;
const BRIDGED_ETHERNET_WITH_CHECKSUM = 0x80c20001;
const BRIDGED_HEADER_BYTES = 10;
const BRIDGED_TELLING_BYTES = 8;

const SNAP = 0xaaaa03;

/** ATM with LLC, LINKTYPE_ATM_RFC1483; RFC 2684. */
export const decodeAtmLlc: Decoder = (view, offset, end, batch, row) => {
  if (end - offset >= BRIDGED_TELLING_BYTES && view.getUint32(offset) === BRIDGED_LLC) {
    const bridged = view.getUint32(offset + 4);
    if (bridged === BRIDGED_ETHERNET || bridged === BRIDGED_ETHERNET_WITH_CHECKSUM) {
      decodeLinkPayload(view, offset + BRIDGED_HEADER_BYTES, end, batch, row, EtherType.Ethernet);
      return;
    }
  }
  decodeLinkPayload(view, offset, end, batch, row, PacketType.Llc);
};

/** Classical IP over ATM on Linux, LINKTYPE_ATM_CLIP: LLC and SNAP, or an IP packet at once. */
export const decodeAtmClip: Decoder = (view, offset, end, batch, row) => {
  const isLlc = end - offset >= 3 && view.getUint16(offset) * 256 + view.getUint8(offset + 2) === SNAP;
  if (isLlc) decodeAtmLlc(view, offset, end, batch, row);
  else decodeLinkPayload(view, offset, end, batch, row, PacketType.Ip);
};

const SUN_HEADER_BYTES = 4;
const TRAFFIC_TYPE = 0x0f;
const LANE = 1;
const LLC = 2;
/** Which client sent it; ATM Forum LAN emulation 1.0. */
const LANE_CLIENT_BYTES = 2;

/** SunATM, LINKTYPE_SUNATM: what the circuit carries and its numbers, then the packet. */
export const decodeSunAtm: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < SUN_HEADER_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const traffic = view.getUint8(offset) & TRAFFIC_TYPE;
  const payload = offset + SUN_HEADER_BYTES;
  if (traffic === LLC) decodeAtmLlc(view, payload, end, batch, row);
  else if (traffic === LANE)
    decodeLinkPayload(view, payload + LANE_CLIENT_BYTES, end, batch, row, EtherType.Ethernet);
};

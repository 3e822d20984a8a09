import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { Damage } from '../protocol.ts';
import { decodeEtherTyped } from './link-payload.ts';

const ADDRESS_AND_CONTROL_BYTES = 2;
const UNICAST = 0x0f;
const MULTICAST = 0x8f;
/** Cisco's keep-alives (SLARP), whose type is that of reverse ARP elsewhere. */
const KEEP_ALIVE = 0x8035;

/** Whether a frame starts with an address that only Cisco HDLC uses. */
export const isCiscoHdlcAddress = (address: number): boolean => address === UNICAST || address === MULTICAST;

/** Cisco HDLC, LINKTYPE_C_HDLC: address, control, and an EtherType; draft-manral-pppext-chdlc. */
export const decodeCiscoHdlc: Decoder = (view, offset, end, batch, row) => {
  const type = offset + ADDRESS_AND_CONTROL_BYTES;
  const isKeepAlive = end - type >= 2 && view.getUint16(type) === KEEP_ALIVE;
  if (isKeepAlive) batch.etherType[row] = KEEP_ALIVE;
  else decodeEtherTyped(view, type, end, batch, row);
};

/** A byte that tells the direction, then Cisco HDLC, LINKTYPE_C_HDLC_WITH_DIR. */
export const decodeCiscoHdlcWithDirection: Decoder = (view, offset, end, batch, row) => {
  if (offset === end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodeCiscoHdlc(view, offset + 1, end, batch, row);
};

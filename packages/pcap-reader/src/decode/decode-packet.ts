import { decodePkTap, decodePpi, decodeUser2 } from '../link/captured-interfaces.ts';
import { decodeEthernet } from '../link/ethernet.ts';
import { linkDecoder } from '../link/link-decoders.ts';
import { Damage } from '../protocol.ts';
import { type Decoder, markDamaged } from './decoder.ts';
import { LinkType } from './numbers.ts';

/** Decodes one packet, whose time, lengths and link type are in the row already. */
export type DecodePacket = Decoder;

/** Decodes the outer headers of a packet by the link type of its row. */
export const decodePacket: DecodePacket = (view, offset, end, batch, row) => {
  const linkType = batch.linkType[row];
  if (linkType === LinkType.Ethernet) decodeEthernet(view, offset, end, batch, row);
  else decoderOf(linkType)(view, offset, end, batch, row);
};

const decoderOf = (linkType: number): Decoder => {
  switch (linkType) {
    case LinkType.Ppi:
      return decodePpi;
    case LinkType.PkTap:
      return decodePkTap;
    case LinkType.User2:
      return decodeUser2;
    default:
      return linkDecoder(linkType) ?? decodeUnknownLink;
  }
};

const decodeUnknownLink: Decoder = (_view, _offset, _end, batch, row) => {
  markDamaged(batch, row, Damage.UnknownLinkType);
};

import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { decodeIpByVersion, decodePpp } from '../decode/ether-payload.ts';
import { decodeIpv4 } from '../decode/ipv4.ts';
import { decodeIpv6 } from '../decode/ipv6.ts';
import { EtherType, FIRST_ETHER_TYPE, PacketType } from '../decode/numbers.ts';
import { linkPayload, notePlace } from '../decode/packet-place.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage } from '../protocol.ts';
import { decodeEthernet, decodeLlc, decodeTyped } from './ethernet.ts';

const ETHER_TYPE_BYTES = 2;

/** Decodes what an EtherType field, which is all or the end of a link header, says comes next. */
export const decodeEtherTyped: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < ETHER_TYPE_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const etherType = view.getUint16(offset);
  if (etherType < FIRST_ETHER_TYPE) return;
  batch.etherType[row] = etherType;
  decodeLinkPayload(view, offset + ETHER_TYPE_BYTES, end, batch, row, etherType);
};

/** Decodes what a link header, other than that of Ethernet, carries: an EtherType or a `PacketType` says what. */
export const decodeLinkPayload = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  type: number,
): void => {
  if (offset > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  notePlace(linkPayload, type, offset, end);
  switch (type) {
    case PacketType.None:
      break;
    case PacketType.Ip:
      decodeIpByVersion(view, offset, end, batch, row);
      break;
    case PacketType.Ipv4:
      decodeIpv4(view, offset, end, batch, row);
      break;
    case PacketType.Ipv6:
      decodeIpv6(view, offset, end, batch, row);
      break;
    case PacketType.Llc:
      decodeLlc(view, offset, end, batch, row);
      break;
    case EtherType.Ethernet:
      decodeEthernet(view, offset, end, batch, row);
      break;
    case EtherType.Ppp:
      decodePpp(view, offset, end, batch, row);
      break;
    default:
      decodeTyped(view, offset, end, batch, row, type);
  }
};

import { Damage, Protocol } from '../protocol.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { decodeArp } from './arp.ts';
import { markDamaged } from './decoder.ts';
import { decodeIpv4 } from './ipv4.ts';
import { decodeIpv6 } from './ipv6.ts';
import { EtherType } from './numbers.ts';

const PPPOE_HEADER_BYTES = 6;
const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;
const MPLS_LABEL_BYTES = 4;
const MPLS_BOTTOM_OF_STACK = 0x100;

/** Decodes what an EtherType, after any VLAN tags, says comes next. */
export const decodeEtherPayload = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  etherType: number,
): void => {
  switch (etherType) {
    case EtherType.Ipv4:
      decodeIpv4(view, offset, end, batch, row);
      break;
    case EtherType.Ipv6:
      decodeIpv6(view, offset, end, batch, row);
      break;
    case EtherType.Arp:
      decodeArp(view, offset, end, batch, row);
      break;
    case EtherType.PppoeSession:
      decodePppoe(view, offset, end, batch, row);
      break;
    case EtherType.MplsUnicast:
    case EtherType.MplsMulticast:
      decodeMpls(view, offset, end, batch, row);
      break;
  }
};

/** Decodes an IP packet that is told only by its version nibble; anything else is left alone. */
export const decodeIpByVersion = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
): void => {
  const version = offset < end ? view.getUint8(offset) >>> 4 : 0;
  if (version === 4) decodeIpv4(view, offset, end, batch, row);
  else if (version === 6) decodeIpv6(view, offset, end, batch, row);
};

/** PPPoE session stage; RFC 2516, section 6. */
const decodePppoe = (view: DataView, offset: number, end: number, batch: PacketBatch, row: number): void => {
  batch.protocols[row] |= Protocol.Pppoe;
  const payload = offset + PPPOE_HEADER_BYTES + 2;
  if (payload > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const protocol = view.getUint16(payload - 2);
  if (protocol === PPP_IPV4) decodeIpv4(view, payload, end, batch, row);
  if (protocol === PPP_IPV6) decodeIpv6(view, payload, end, batch, row);
};

/** MPLS label stack, RFC 3032; what lies below it is told by its first nibble. */
const decodeMpls = (view: DataView, start: number, end: number, batch: PacketBatch, row: number): void => {
  batch.protocols[row] |= Protocol.Mpls;
  let offset = start;
  let label = 0;
  while ((label & MPLS_BOTTOM_OF_STACK) === 0) {
    if (end - offset < MPLS_LABEL_BYTES) {
      markDamaged(batch, row, Damage.LinkTruncated);
      return;
    }
    label = view.getUint32(offset);
    offset += MPLS_LABEL_BYTES;
  }
  decodeIpByVersion(view, offset, end, batch, row);
};

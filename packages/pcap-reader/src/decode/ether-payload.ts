import { Damage, Protocol } from '../protocol.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { decodeArp } from './arp.ts';
import { type Decoder, markDamaged } from './decoder.ts';
import { NOT_ENCAPSULATED, headerBytesOf, payloadTypeOf } from './encapsulation.ts';
import { decodeIpv4 } from './ipv4.ts';
import { decodeIpv6 } from './ipv6.ts';
import { MOST_LABELS, mplsLabels } from './mpls-labels.ts';
import { EtherType } from './numbers.ts';
import { pppHeader } from './ppp-header.ts';
import { etherTunnel } from './tunnel/ether-tunnel.ts';
import { noteTunnel } from './tunnel/note-tunnel.ts';

const PPPOE_HEADER_BYTES = 6;
const MPLS_LABEL_BYTES = 4;
const LEAST_PPP_BYTES = 2;

/** Decodes what an EtherType, after any tags, says comes next. */
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
    case EtherType.ReverseArp:
      decodeArp(view, offset, end, batch, row);
      break;
    case EtherType.PppoeSession:
      decodePppoe(view, offset, end, batch, row);
      break;
    case EtherType.MplsUnicast:
    case EtherType.MplsMulticast:
      decodeMpls(view, offset, end, batch, row);
      break;
    default:
      noteTunnel(view, offset, end, batch, row, etherTunnel(view, offset, end, etherType));
  }
};

/** Decodes an IP packet that is told only by its version nibble; anything else is left alone. */
export const decodeIpByVersion: Decoder = (view, offset, end, batch, row) => {
  const version = offset < end ? view.getUint8(offset) >>> 4 : 0;
  if (version === 4) decodeIpv4(view, offset, end, batch, row);
  else if (version === 6) decodeIpv6(view, offset, end, batch, row);
};

/** PPPoE session stage; RFC 2516, section 6. */
export const decodePppoe: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Pppoe;
  if (offset + PPPOE_HEADER_BYTES > end) markDamaged(batch, row, Damage.LinkTruncated);
  else decodePpp(view, offset + PPPOE_HEADER_BYTES, end, batch, row);
};

/** PPP, RFC 1661, and the packet in it. */
export const decodePpp: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Ppp;
  if (end - offset < LEAST_PPP_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const header = pppHeader(view, offset, end);
  if (header !== NOT_ENCAPSULATED)
    decodeEtherPayload(view, offset + headerBytesOf(header), end, batch, row, payloadTypeOf(header));
};

/** MPLS, RFC 3032: an IP packet below the labels belongs to this link, an Ethernet frame is a tunnel. */
const decodeMpls: Decoder = (view, offset, end, batch, row) => {
  batch.protocols[row] |= Protocol.Mpls;
  const labels = mplsLabels(view, offset, end);
  if (labels === NOT_ENCAPSULATED) {
    const tooDeep = end - offset >= MOST_LABELS * MPLS_LABEL_BYTES;
    markDamaged(batch, row, tooDeep ? Damage.NestedTooDeep : Damage.LinkTruncated);
  } else if (payloadTypeOf(labels) === EtherType.Ethernet) {
    noteTunnel(view, offset, end, batch, row, labels);
  } else {
    decodeIpByVersion(view, offset + headerBytesOf(labels), end, batch, row);
  }
};

import { Damage, Protocol } from '../protocol.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { type TransportDecoder, markDamaged } from './decoder.ts';
import { decodeGre } from './gre.ts';
import { decodeIcmp, decodeIcmpv6 } from './icmp.ts';
import { IpProtocol } from './numbers.ts';
import { decodeTcp } from './tcp.ts';
import { ipTunnel } from './tunnel/ip-tunnel.ts';
import { noteTunnel } from './tunnel/note-tunnel.ts';
import { decodeUdp } from './udp.ts';

/** Next header, length and SPI; RFC 4302, section 2. */
const AH_FIXED_BYTES = 12;
/** SPI and sequence number; RFC 4303, section 2. */
const ESP_FIXED_BYTES = 8;

/** Decodes what an IP header, version 4 or 6, says comes next. */
export const decodeIpPayload = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  protocol: number,
  declaredEnd: number,
): void => {
  switch (protocol) {
    case IpProtocol.Tcp:
      decodeTcp(view, offset, end, batch, row, declaredEnd);
      break;
    case IpProtocol.Udp:
      decodeUdp(view, offset, end, batch, row, declaredEnd);
      break;
    case IpProtocol.Icmp:
      decodeIcmp(view, offset, end, batch, row);
      break;
    case IpProtocol.Icmpv6:
      decodeIcmpv6(view, offset, end, batch, row);
      break;
    case IpProtocol.Gre:
      decodeGre(view, offset, end, batch, row);
      break;
    case IpProtocol.Esp:
      batch.protocols[row] |= Protocol.Esp;
      if (end - offset < ESP_FIXED_BYTES) markDamaged(batch, row, Damage.EspTruncated);
      break;
    case IpProtocol.Ah:
      decodeAh(view, offset, end, batch, row, declaredEnd);
      break;
    case IpProtocol.Sctp:
      batch.protocols[row] |= Protocol.Sctp;
      break;
    default:
      noteTunnel(view, offset, end, batch, row, ipTunnel(protocol));
  }
};

/** Authentication Header, RFC 4302, and what it authenticates; one header deep, as nobody sends more. */
const decodeAh: TransportDecoder = (view, offset, end, batch, row, declaredEnd) => {
  batch.protocols[row] |= Protocol.Ah;
  const available = end - offset;
  const headerBytes = available < AH_FIXED_BYTES ? Infinity : (view.getUint8(offset + 1) + 2) * 4;
  if (headerBytes > available) {
    markDamaged(batch, row, Damage.AhTruncated);
    return;
  }
  const next = view.getUint8(offset);
  if (next !== IpProtocol.Ah) decodeIpPayload(view, offset + headerBytes, end, batch, row, next, declaredEnd);
};

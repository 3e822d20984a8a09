import { decodeEthernet } from '../link/ethernet.ts';
import { decodeLinuxCooked, decodeLinuxCooked2 } from '../link/linux-cooked.ts';
import { decodeLoopback } from '../link/null-loopback.ts';
import { decodeRawIp } from '../link/raw-ip.ts';
import { Damage } from '../protocol.ts';
import { type Decoder, markDamaged } from './decoder.ts';
import { decodeIpv4 } from './ipv4.ts';
import { decodeIpv6 } from './ipv6.ts';
import { LinkType } from './numbers.ts';

/** Decodes one packet, whose time, lengths and link type are in the row already. */
export type DecodePacket = Decoder;

/** Decodes the outer headers of a packet by the link type of its row. */
export const decodePacket: DecodePacket = (view, offset, end, batch, row) => {
  switch (batch.linkType[row]) {
    case LinkType.Ethernet:
      decodeEthernet(view, offset, end, batch, row);
      break;
    case LinkType.Null:
    case LinkType.Loop:
      decodeLoopback(view, offset, end, batch, row);
      break;
    case LinkType.Raw:
    case LinkType.RawBsd:
    case LinkType.RawOpenBsd:
      decodeRawIp(view, offset, end, batch, row);
      break;
    case LinkType.Ipv4:
      decodeIpv4(view, offset, end, batch, row);
      break;
    case LinkType.Ipv6:
      decodeIpv6(view, offset, end, batch, row);
      break;
    case LinkType.LinuxCooked:
      decodeLinuxCooked(view, offset, end, batch, row);
      break;
    case LinkType.LinuxCooked2:
      decodeLinuxCooked2(view, offset, end, batch, row);
      break;
    default:
      markDamaged(batch, row, Damage.UnknownLinkType);
  }
};

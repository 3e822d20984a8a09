import { concat, octets, words, zeros } from './bytes.ts';
import { internetChecksum, type IpEnds, sealSegment } from './checksum.ts';
import { PROTOCOL } from './ip.ts';

/** ICMP echo request (8) or reply (0) with 56 bytes of payload, RFC 792. */
export function icmpEcho(type: 8 | 0, sequence: number): Uint8Array {
  return seal(concat(octets(type, 0, 0, 0), words(0x4d4c, sequence), zeros(56)));
}

/** ICMP port unreachable, quoting the header and 8 bytes of the packet it answers, RFC 792. */
export function portUnreachable(packet: Uint8Array): Uint8Array {
  return seal(concat(octets(3, 3, 0, 0, 0, 0, 0, 0), packet.subarray(0, 28)));
}

/** IGMPv2 membership report, RFC 2236. */
export function igmpReport(group: Uint8Array): Uint8Array {
  return seal(concat(octets(0x16, 0, 0, 0), group));
}

/** An ICMPv6 message of a type, with its body after the checksum, RFC 4443. */
export function icmpv6(
  ends: Pick<IpEnds, 'source' | 'destination'>,
  type: number,
  body: Uint8Array,
): Uint8Array {
  return sealSegment({ ...ends, protocol: PROTOCOL.Icmpv6 }, concat(octets(type, 0, 0, 0), body), 2);
}

function seal(message: Uint8Array): Uint8Array {
  message.set(words(internetChecksum(message)), 2);
  return message;
}

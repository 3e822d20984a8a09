import { concat, long, octets, words } from './bytes.ts';

/** The Internet checksum (RFC 1071): 0 over bytes that already hold their right checksum. */
export function internetChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2)
    sum += (bytes[i] << 8) | (i + 1 < bytes.length ? bytes[i + 1] : 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Who sends what to whom: what a transport checksum covers beside the segment. */
export interface IpEnds {
  /** 4 or 16 bytes. */
  readonly source: Uint8Array;
  /** As long as `source`. */
  readonly destination: Uint8Array;
  /** IANA protocol number. */
  readonly protocol: number;
}

/** The pseudo header in front of a segment: RFC 9293, 3.1, or RFC 8200, 8.1, by the length of the addresses. */
export function pseudoHeader(ends: IpEnds, lengthBytes: number): Uint8Array {
  const { source, destination, protocol } = ends;
  if (source.length === 4) return concat(source, destination, octets(0, protocol), words(lengthBytes));
  return concat(source, destination, long(lengthBytes), long(protocol));
}

/** Writes the checksum of a segment into it, at `offset`. */
export function sealSegment(ends: IpEnds, segment: Uint8Array, offset: number): Uint8Array {
  const checksum = internetChecksum(concat(pseudoHeader(ends, segment.length), segment));
  segment.set(words(checksum), offset);
  return segment;
}

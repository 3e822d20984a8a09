import type { Host } from '../host/host.ts';
import { checksumOf, sumWords } from './checksum.ts';
import { ETHERTYPE, frameOf, writeWords } from './ethernet.ts';
import type { Packet, Vantage } from './packet.ts';

/** Protocol numbers (IANA). */
export const PROTOCOL = { Icmp: 1, Igmp: 2, Tcp: 6, Udp: 17, Icmpv6: 58 } as const;

/** What an IP packet carries: a header kept in the capture, and bytes behind it that are zeros and not kept. */
export interface IpContent {
  readonly atMicros: number;
  readonly version: 4 | 6;
  readonly protocol: number;
  readonly header: Uint8Array;
  /** Where the checksum lies in `header`; it is written here. */
  readonly checksumAt: number;
  readonly payloadBytes: number;
  readonly hopLimit?: number;
  /** Source, where it is not the address of the host: a link-local one, or none yet. */
  readonly source?: Uint8Array;
  /** Differentiated services and ECN, RFC 2474. */
  readonly trafficClass?: number;
}

/** A packet from one host to another with its checksums (RFC 791, RFC 8200). */
export const ipPacket = (vantage: Vantage, ends: readonly [Host, Host], content: IpContent): Packet => {
  const { header, payloadBytes, atMicros } = content;
  const headers = content.version === 4 ? ipv4Headers(ends, content) : ipv6Headers(ends, content);
  headers.set(header, headers.length - header.length);
  const etherType = content.version === 4 ? ETHERTYPE.Ipv4 : ETHERTYPE.Ipv6;
  return frameOf(vantage, ends, { atMicros, etherType, headers, payloadBytes });
};

const hopLimitOf = (from: Host, { hopLimit = from.system.hopLimit }: IpContent): number =>
  hopLimit - from.hops;

const ipv4Headers = ([from, to]: readonly [Host, Host], content: IpContent): Uint8Array => {
  const { protocol, header, payloadBytes, source = from.ipv4, trafficClass = 0 } = content;
  const bytes = new Uint8Array(20 + header.length);
  const dontFragment = protocol === PROTOCOL.Tcp ? 0x4000 : 0;
  bytes[0] = 0x45;
  bytes[1] = trafficClass;
  writeWords(bytes, 2, bytes.length + payloadBytes, from.nextIdentification(), dontFragment);
  bytes[8] = hopLimitOf(from, content);
  bytes[9] = protocol;
  bytes.set(source, 12);
  bytes.set(to.ipv4, 16);
  writeWords(bytes, 10, checksumOf(sumWords(bytes, 0, 20)));
  const isBare = protocol === PROTOCOL.Icmp || protocol === PROTOCOL.Igmp;
  writeChecksum(content, isBare ? 0 : sumWords(bytes, 12, 20));
  return bytes;
};

const ipv6Headers = ([from, to]: readonly [Host, Host], content: IpContent): Uint8Array => {
  const {
    protocol,
    header,
    payloadBytes,
    source = from.ipv6 ?? new Uint8Array(16),
    trafficClass = 0,
  } = content;
  const bytes = new Uint8Array(40 + header.length);
  writeWords(bytes, 0, 0x6000 | (trafficClass << 4), 0, header.length + payloadBytes);
  bytes[6] = protocol;
  bytes[7] = hopLimitOf(from, content);
  bytes.set(source, 8);
  if (to.ipv6 !== undefined) bytes.set(to.ipv6, 24);
  writeChecksum(content, sumWords(bytes, 8, 40));
  return bytes;
};

/** A payload of zeros adds nothing to the sum; an odd one neither. */
const writeChecksum = (content: IpContent, addressSum: number): void => {
  const { protocol, header, payloadBytes, checksumAt } = content;
  const isBare = addressSum === 0;
  const pseudo = isBare ? 0 : addressSum + protocol + header.length + payloadBytes;
  writeWords(header, checksumAt, 0);
  const checksum = checksumOf(pseudo + sumWords(header, 0, header.length));
  writeWords(header, checksumAt, protocol === PROTOCOL.Udp && checksum === 0 ? 0xffff : checksum);
};

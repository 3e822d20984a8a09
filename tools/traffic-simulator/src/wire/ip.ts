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
  /** Of a packet of IPv4 that is a part of a larger one; a part after the first has an empty `header`. */
  readonly fragment?: Fragment;
}

/** Which part of an IPv4 packet (RFC 791, section 3.2). */
export interface Fragment {
  readonly identification: number;
  /** Where it lies in the whole, a multiple of 8. */
  readonly offsetBytes: number;
  readonly isLast: boolean;
  /** Header and payload of the whole, which the checksum counts. */
  readonly wholeBytes: number;
}

/** A packet from one host to another with its checksums (RFC 791, RFC 8200). */
export const ipPacket = (vantage: Vantage, ends: readonly [Host, Host], content: IpContent): Packet => {
  const { header, payloadBytes, atMicros } = content;
  const headers = content.version === 4 ? ipv4Headers(ends, content) : ipv6Headers(ends, content);
  headers.set(header, headers.length - header.length);
  const etherType = content.version === 4 ? ETHERTYPE.Ipv4 : ETHERTYPE.Ipv6;
  return frameOf(vantage, ends, { atMicros, etherType, headers, payloadBytes });
};

/** Who discovers the largest packet of a path (RFC 1191): all do for TCP, Linux does for UDP as well. */
const isUnfragmentable = ({ system }: Host, protocol: number): boolean =>
  protocol === PROTOCOL.Tcp || (protocol === PROTOCOL.Udp && system.family === 'linux');

const hopLimitOf = (from: Host, { hopLimit = from.system.hopLimit }: IpContent): number =>
  hopLimit - from.hops;

const ipv4Headers = ([from, to]: readonly [Host, Host], content: IpContent): Uint8Array => {
  const { protocol, header, payloadBytes, source = from.ipv4, trafficClass = 0 } = content;
  const bytes = new Uint8Array(20 + header.length);
  const { fragment } = content;
  const flags =
    fragment === undefined
      ? isUnfragmentable(from, protocol)
        ? 0x4000
        : 0
      : (fragment.isLast ? 0 : 0x2000) | (fragment.offsetBytes / 8);
  bytes[0] = 0x45;
  bytes[1] = trafficClass;
  const identification = fragment?.identification ?? from.nextIdentification();
  writeWords(bytes, 2, bytes.length + payloadBytes, identification, flags);
  bytes[8] = hopLimitOf(from, content);
  bytes[9] = protocol;
  bytes.set(source, 12);
  bytes.set(to.ipv4, 16);
  writeWords(bytes, 10, checksumOf(sumWords(bytes, 0, 20)));
  const isBare = protocol === PROTOCOL.Icmp || protocol === PROTOCOL.Igmp;
  if (header.length > 0) writeChecksum(content, isBare ? 0 : sumWords(bytes, 12, 20));
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
  const wholeBytes = content.fragment?.wholeBytes ?? header.length + payloadBytes;
  const pseudo = isBare ? 0 : addressSum + protocol + wholeBytes;
  writeWords(header, checksumAt, 0);
  const checksum = checksumOf(pseudo + sumWords(header, 0, header.length));
  writeWords(header, checksumAt, protocol === PROTOCOL.Udp && checksum === 0 ? 0xffff : checksum);
};

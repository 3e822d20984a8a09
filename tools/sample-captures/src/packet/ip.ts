import { concat, octets, words } from './bytes.ts';
import { internetChecksum, type IpEnds } from './checksum.ts';

/** IANA protocol numbers. */
export const PROTOCOL = { HopByHop: 0, Icmp: 1, Igmp: 2, Tcp: 6, Udp: 17, Icmpv6: 58 } as const;

/** The header fields of a packet that its payload does not settle. */
export interface IpFields extends IpEnds {
  /** Time to live or hop limit. */
  readonly hopLimit: number;
  /** IPv4 only. */
  readonly identification: number;
  /** Header options, a multiple of 4 bytes; IPv4 only. */
  readonly options?: Uint8Array;
}

const DONT_FRAGMENT = 0x4000;

/** An IPv4 (RFC 791) or IPv6 (RFC 8200) packet, by the length of the addresses. */
export function ipPacket(fields: IpFields, payload: Uint8Array): Uint8Array {
  return fields.source.length === 4 ? ipv4(fields, payload) : ipv6(fields, payload);
}

function ipv4(fields: IpFields, payload: Uint8Array): Uint8Array {
  const options = fields.options ?? octets();
  const headerBytes = 20 + options.length;
  const header = concat(
    octets(0x40 | (headerBytes / 4), 0),
    words(headerBytes + payload.length, fields.identification, DONT_FRAGMENT),
    octets(fields.hopLimit, fields.protocol, 0, 0),
    fields.source,
    fields.destination,
    options,
  );
  header.set(words(internetChecksum(header)), 10);
  return concat(header, payload);
}

function ipv6(fields: IpFields, payload: Uint8Array): Uint8Array {
  const header = concat(
    octets(0x60, 0, 0, 0),
    words(payload.length),
    octets(fields.protocol, fields.hopLimit),
    fields.source,
    fields.destination,
  );
  return concat(header, payload);
}

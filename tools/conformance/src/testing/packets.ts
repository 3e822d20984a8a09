import type { Fields } from './captures.ts';

/** To 02:00:00:00:00:02 from 02:00:00:00:00:01, without the type. */
const MACS = '020000000002 020000000001';

/** An Ethernet header of a type. */
export const ethernet = (type: string): string => `${MACS} ${type}`;

/** An IPv4 header from 192.0.2.1 to 192.0.2.2: TTL 64, no fragments. */
export const ipv4 = (protocol: string, totalLength: string, start = '45'): string =>
  `${start}00 ${totalLength} 0000 0000 40 ${protocol} 0000 c0000201 c0000202`;

/** An IPv6 header from 2001:db8::1 to 2001:db8::2: hop limit 64. */
export const ipv6 = (nextHeader: string, payloadLength: string): string =>
  `60000000 ${payloadLength} ${nextHeader} 40 20010db8000000000000000000000001 20010db8000000000000000000000002`;

/** From port 40000 to 53, 8 bytes, no payload. */
export const UDP = '9c40 0035 0008 0000';

/** What tshark prints of the Ethernet header. */
export const ethernetFields = (type: string): Fields => ({
  'eth.src': '02:00:00:00:00:01',
  'eth.dst': '02:00:00:00:00:02',
  'eth.type': `0x${type}`,
});

/** What tshark prints of the IPv4 header. */
export const ipv4Fields = (protocol: string, totalLength: string): Fields => ({
  'ip.version': '4',
  'ip.src': '192.0.2.1',
  'ip.dst': '192.0.2.2',
  'ip.proto': protocol,
  'ip.ttl': '64',
  'ip.dsfield': '0x00',
  'ip.len': totalLength,
});

/** What tshark prints of the IPv6 header. */
export const ipv6Fields = (nextHeader: string): Fields => ({
  'ip.version': '6',
  'ipv6.src': '2001:db8::1',
  'ipv6.dst': '2001:db8::2',
  'ipv6.nxt': nextHeader,
  'ipv6.hlim': '64',
});

/** What tshark prints of `UDP`. */
export const UDP_FIELDS: Fields = { 'udp.srcport': '40000', 'udp.dstport': '53', 'udp.length': '8' };

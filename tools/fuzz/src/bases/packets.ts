import { hex, join, uint16 } from '../bytes.ts';

const MACS = '02000000000b 02000000000a';

/** An Ethernet II frame. */
export const ethernet = (etherType: number, payload: string | Uint8Array): Uint8Array =>
  join(MACS, uint16(etherType), payload);

/** Flags and fragment offset, and options in a multiple of four bytes. */
interface Ipv4Fields {
  readonly flagsWord?: number;
  readonly options?: string;
}

/** An IPv4 packet. */
export const ipv4 = (
  protocol: number,
  payload: string | Uint8Array,
  { flagsWord = 0, options = '' }: Ipv4Fields = {},
): Uint8Array => {
  const body = join(payload);
  const headerBytes = 20 + hex(options).length;
  return join(
    Uint8Array.of(0x40 | (headerBytes / 4), 0xb8),
    uint16(headerBytes + body.length),
    '1234',
    uint16(flagsWord),
    Uint8Array.of(64, protocol),
    '0000 c0000201 c0000202',
    options,
    body,
  );
};

/** An IPv6 packet. */
export const ipv6 = (nextHeader: number, payload: string | Uint8Array): Uint8Array => {
  const body = join(payload);
  return join(
    '61200000',
    uint16(body.length),
    Uint8Array.of(nextHeader, 255),
    '20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002',
    body,
  );
};

/** A UDP datagram. */
export const udp = (destination: number, payload: string | Uint8Array = ''): Uint8Array => {
  const body = join(payload);
  return join('9c40', uint16(destination), uint16(8 + body.length), '0000', body);
};

/** A TCP segment. */
export const tcp = (options = '', payload = ''): Uint8Array =>
  join(
    '01bb c350 00000001 00000002',
    Uint8Array.of(((20 + hex(options).length) / 4) << 4, 0x12),
    'faf0 0000 0000',
    options,
    payload,
  );

const DNS = udp(53, '0001 0100 0001 0000 0000 0000 03777777 00 0001 0001');
const SYN = tcp('020405a0 0402080a 00000001 00000000 01 030307');

/** A DNS query in IPv4, and an answer to a TCP handshake in IPv6. */
export const DNS_OVER_IPV4: Uint8Array = ipv4(17, DNS);
export const SYN_OVER_IPV6: Uint8Array = ipv6(6, SYN);

const FRAME = ethernet(0x0800, DNS_OVER_IPV4);

/** Tunnels, one within IPv4 or IPv6 each. */
const TUNNELS: readonly Uint8Array[] = [
  ipv4(47, join('3000 0800 00000001 00000002', ipv4(6, SYN))), // GRE with key, sequence
  ipv4(47, join('0000 6558', FRAME)), // GRE with Ethernet
  ipv4(47, join('1000 88be 00000001 1001 0001 00000000', FRAME)), // ERSPAN II
  ipv4(4, ipv4(17, DNS)), // IP in IP
  ipv4(41, SYN_OVER_IPV6), // 6in4
  ipv6(4, DNS_OVER_IPV4), // 4in6
  ipv4(17, udp(4789, join('08000000 00000100', FRAME))), // VXLAN
  ipv4(17, udp(6081, join('0240 6558 00000100 0102 8001 00000000', FRAME))), // Geneve with an option
  ipv4(17, udp(2152, join('32ff 002c 00000001 0001 00 00', ipv4(17, DNS)))), // GTP-U with a sequence number
  ipv4(17, udp(3544, join('0001 0000 0000000000000000 00', SYN_OVER_IPV6))), // Teredo with authentication
  ipv4(17, udp(1701, join('0002 0001 0001 ff03 0021', DNS_OVER_IPV4))), // L2TP, PPP
  ipv4(17, udp(6635, join('00010140', DNS_OVER_IPV4))), // MPLS in UDP
  ipv4(1, join('0303 0000 00000000', ipv4(6, SYN))), // ICMP quotes what could not be delivered
  ipv6(58, join('0104 0000 00000000', ipv6(44, join('1100 0001 00000007', DNS)))), // ICMPv6 quotes a fragment
];

/** What an IP network carries besides, extension headers and fragments too. */
const PLAIN: readonly Uint8Array[] = [
  DNS_OVER_IPV4,
  ipv4(6, SYN, { flagsWord: 0x4000 }),
  SYN_OVER_IPV6,
  ipv4(17, udp(5353, '00'.repeat(16)), { flagsWord: 0x2000 }),
  ipv4(17, '00'.repeat(24), { flagsWord: 0x0003 }),
  ipv4(51, join('06 04 0000 00000001 00000001 000000000000000000000000', SYN), { options: '94040000' }), // AH, router alert
  ipv4(50, '0000000100000001 0000000000000000'), // ESP
  ipv4(132, '0b59 0b59 00000000 00000000 01000014 00000001'), // SCTP
  ipv4(2, '1600 0904 e00000fb'), // IGMP
  ipv6(0, '2b 00 0104 00000000 3c 00 0104 00000000 3a 00 0104 00000000 87 00 0000 00000000'),
  ipv6(44, join('1100 0001 00000007', DNS)),
  ipv6(17, DNS),
];

/** IP packets of all kinds: plain ones and tunnels. */
export const IP_PACKETS: readonly Uint8Array[] = [...PLAIN, ...TUNNELS];

const etherTypeOf = (ip: Uint8Array): number => (ip[0] >> 4 === 4 ? 0x0800 : 0x86dd);

/** Ethernet frames of all kinds. */
export const FRAMES: readonly Uint8Array[] = [
  ...IP_PACKETS.map((ip) => ethernet(etherTypeOf(ip), ip)),
  ethernet(0x0806, '0001 0800 06 04 0001 02000000000a c0000201 000000000000 c0000202'), // ARP
  ethernet(0x8100, join('0064 0800', DNS_OVER_IPV4)), // 802.1Q
  ethernet(0x88a8, join('0064 8100 00c8 86dd', SYN_OVER_IPV6)), // 802.1ad
  ethernet(0x8864, join('1100 0001 0000 0021', DNS_OVER_IPV4)), // PPPoE
  ethernet(0x8847, join('00010040 00011140', DNS_OVER_IPV4)), // MPLS
  ethernet(0x8847, join('00010140 00000000', FRAME)), // MPLS pseudowire with a control word
  ethernet(46, join('aaaa03 000000 0800', DNS_OVER_IPV4)), // LLC, SNAP
  ethernet(38, '424203 0000 00 00 00'), // spanning tree
  ethernet(0x88e7, join('00000001', FRAME)), // 802.1ah
  ethernet(0x894f, join('0fc6 0103 00000000 00000000', FRAME)), // NSH
  ethernet(0x8926, join('00000000 0800', DNS_OVER_IPV4)), // VN-Tag
  ethernet(0x88e5, join('0000 00000001 0800', DNS_OVER_IPV4, '00'.repeat(16))), // MACsec, not encrypted
];

import { hex, join, uint16 } from './bytes.ts';

/** 02:00:00:00:00:0b, then 02:00:00:00:00:0a: the destination comes first on the wire. */
export const MACS = '02000000000b 02000000000a';
export const SOURCE_MAC = 0x02000000000a;
export const DESTINATION_MAC = 0x02000000000b;

/** An Ethernet II frame between `MACS`. */
export const ethernet = (etherType: number, payload: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  join(MACS, uint16(etherType), payload);

/** What of an IPv4 header a test may want to choose. */
export interface Ipv4Fields {
  readonly protocol: number;
  /** Last byte of 192.0.2.x. */
  readonly source?: number;
  readonly destination?: number;
  /** The total length; by default what header and payload make. */
  readonly total?: number;
  /** Flags and fragment offset. */
  readonly flagsWord?: number;
  /** Options, a multiple of four bytes. */
  readonly options?: string;
}

/** An IPv4 packet from 192.0.2.1 to 192.0.2.2 with TTL 64, DSCP 46 (0xb8) and identification 0x1234. */
export const ipv4 = (fields: Ipv4Fields, payload: string | Uint8Array): Uint8Array<ArrayBuffer> => {
  const { protocol, source = 1, destination = 2, flagsWord = 0, options = '' } = fields;
  const optionBytes = hex(options);
  const body = join(payload);
  const headerBytes = 20 + optionBytes.length;
  return join(
    Uint8Array.of(0x40 | (headerBytes / 4), 0xb8),
    uint16(fields.total ?? headerBytes + body.length),
    '1234',
    uint16(flagsWord),
    Uint8Array.of(64, protocol, 0, 0, 192, 0, 2, source, 192, 0, 2, destination),
    optionBytes,
    body,
  );
};

/** An IPv6 packet from 2001:db8::1 to 2001:db8::2 with hop limit 255 and traffic class 0x12. */
export const ipv6 = (
  nextHeader: number,
  payload: string | Uint8Array,
  lengthBytes?: number,
): Uint8Array<ArrayBuffer> => {
  const body = join(payload);
  return join(
    '61200000', // version, traffic class, flow label
    uint16(lengthBytes ?? body.length),
    Uint8Array.of(nextHeader, 255),
    '20010db8 00000000 00000000 00000001',
    '20010db8 00000000 00000000 00000002',
    body,
  );
};

/** A UDP datagram. */
export const udp = (
  source: number,
  destination: number,
  payload: string | Uint8Array = '',
): Uint8Array<ArrayBuffer> => {
  const body = join(payload);
  return join(uint16(source), uint16(destination), uint16(8 + body.length), '0000', body);
};

/** A TCP segment, SYN and ACK set, window 64240, with options (a multiple of four bytes). */
export const tcp = (source: number, destination: number, options = ''): Uint8Array<ArrayBuffer> => {
  const optionBytes = hex(options);
  return join(
    uint16(source),
    uint16(destination),
    '00000001 00000002', // sequence and acknowledgement
    Uint8Array.of(((20 + optionBytes.length) / 4) << 4, 0x12),
    'faf0 0000 0000', // window, checksum, urgent pointer
    optionBytes,
  );
};

/** A DNS query as an Ethernet frame: 192.0.2.1 port 40000 to 192.0.2.2 port 53. */
export const DNS_QUERY: Uint8Array<ArrayBuffer> = ethernet(
  0x0800,
  ipv4({ protocol: 17 }, udp(40_000, 53, '0001 0100 0001 0000 0000 0000')),
);

/** The answer to a TCP handshake over IPv6, as an Ethernet frame: port 443 to port 50000, MSS 1440. */
export const SYN_ACK: Uint8Array<ArrayBuffer> = ethernet(0x86dd, ipv6(6, tcp(443, 50_000, '020405a0')));

/** An ARP request as an Ethernet frame: who has 192.0.2.2, tell 192.0.2.1. */
export const ARP_REQUEST: Uint8Array<ArrayBuffer> = ethernet(
  0x0806,
  '0001 0800 06 04 0001  02000000000a c0000201  000000000000 c0000202',
);

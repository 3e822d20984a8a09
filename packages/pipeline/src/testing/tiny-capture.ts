/** One packet of a capture that a test writes out. */
export interface TinyPacket {
  /** Seconds and microseconds since 1970. */
  readonly time: readonly [seconds: number, micros: number];
  /** The packet as captured. */
  readonly bytes: readonly number[];
  /** Its length on the wire, where it is not all there. */
  readonly wireBytes?: number;
}

/** A pcap file (little-endian, microseconds, Ethernet) of these packets. */
export const pcapOf = (packets: readonly TinyPacket[]): Uint8Array =>
  new Uint8Array([
    ...little32(0xa1b2c3d4), // magic number: microseconds
    ...[2, 0, 4, 0], // version 2.4
    ...[0, 0, 0, 0, 0, 0, 0, 0], // time zone, accuracy
    ...little32(65535), // snap length
    ...little32(1), // link type: Ethernet
    ...packets.flatMap(({ time: [seconds, micros], bytes, wireBytes = bytes.length }) => [
      ...little32(seconds),
      ...little32(micros),
      ...little32(bytes.length),
      ...little32(wireBytes),
      ...bytes,
    ]),
  ]);

const little32 = (value: number): number[] => [
  value & 255,
  (value >>> 8) & 255,
  (value >>> 16) & 255,
  value >>> 24,
];

const big16 = (value: number): number[] => [value >>> 8, value & 255];

const big32 = (value: number): number[] => [...big16(value >>> 16), ...big16(value & 0xffff)];

/** From 02:00:00:00:00:01 to 02:00:00:00:00:02, of that EtherType. */
const ethernet = (etherType: number): number[] => [
  ...[2, 0, 0, 0, 0, 2],
  ...[2, 0, 0, 0, 0, 1],
  ...big16(etherType),
];

/** What an IPv4 header of a test says. */
export interface TinyIpv4 {
  /** Last byte of the source address 10.0.0.x. */
  readonly from: number;
  /** Last byte of the destination address 10.0.0.x. */
  readonly to: number;
  readonly protocol: number;
  readonly identification?: number;
  /** Flags (more fragments 0x2000) and the offset in units of 8 bytes. */
  readonly fragment?: number;
}

/** An Ethernet frame with an IPv4 packet (RFC 791) around that payload. */
export const ipv4Frame = (header: TinyIpv4, payload: readonly number[]): number[] => [
  ...ethernet(0x0800),
  ...[0x45, 0], // version 4, five words, traffic class 0
  ...big16(20 + payload.length),
  ...big16(header.identification ?? 1),
  ...big16(header.fragment ?? 0),
  ...[64, header.protocol], // time to live
  ...[0, 0], // checksum, which nobody looks at
  ...[10, 0, 0, header.from],
  ...[10, 0, 0, header.to],
  ...payload,
];

/** UDP (RFC 768) with so many zero bytes behind it. */
export const udp = (from: number, to: number, payloadBytes: number): number[] => [
  ...big16(from),
  ...big16(to),
  ...big16(8 + payloadBytes),
  ...[0, 0], // no checksum
  ...Array.from({ length: payloadBytes }, () => 0),
];

/** What a TCP header of a test says. */
export interface TinyTcp {
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
  readonly acknowledgement?: number;
  readonly flags: number;
}

/** TCP (RFC 9293) without options or payload. */
export const tcp = (header: TinyTcp): number[] => [
  ...big16(header.from),
  ...big16(header.to),
  ...big32(header.sequence),
  ...big32(header.acknowledgement ?? 0),
  ...big16(0x5000 | header.flags), // five words
  ...[0x10, 0, 0, 0, 0, 0], // window 4096, checksum, urgent pointer
];

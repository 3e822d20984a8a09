import { ALL_PRIVATE, NONE_PRIVATE, SOME_PRIVATE } from './kernel-layout.ts';

/** First address and prefix length. */
type Range4 = readonly [first: string, bits: number];

/**
 * What Python 3.11's `ipaddress` calls private in IPv4; from the IANA IPv4 Special-Purpose Address Registry (RFC 6890),
 * shared address space 100.64.0.0/10 (RFC 6598) left out as Python does.
 */
const PRIVATE_IPV4: readonly Range4[] = [
  ['0.0.0.0', 8], // "this network", RFC 791
  ['10.0.0.0', 8], // private use, RFC 1918
  ['127.0.0.0', 8], // loopback, RFC 1122
  ['169.254.0.0', 16], // link local, RFC 3927
  ['172.16.0.0', 12], // private use, RFC 1918
  ['192.0.0.0', 29], // IPv4 service continuity, RFC 7335
  ['192.0.0.170', 31], // NAT64/DNS64 discovery, RFC 8880
  ['192.0.2.0', 24], // documentation, RFC 5737
  ['192.168.0.0', 16], // private use, RFC 1918
  ['198.18.0.0', 15], // benchmarking, RFC 2544
  ['198.51.100.0', 24], // documentation, RFC 5737
  ['203.0.113.0', 24], // documentation, RFC 5737
  ['240.0.0.0', 4], // reserved and limited broadcast, RFC 1112, RFC 919
];

/** The first three words at most and prefix length. */
type Range6 = readonly [words: readonly [number, number, number, number], bits: number];

/** What Python 3.11's `ipaddress` calls private in IPv6; from the IANA IPv6 Special-Purpose Address Registry (RFC 6890). */
const PRIVATE_IPV6: readonly Range6[] = [
  [[0, 0, 0, 1], 128], // loopback, RFC 4291
  [[0, 0, 0, 0], 128], // unspecified, RFC 4291
  [[0, 0, 0xffff, 0], 96], // IPv4-mapped, RFC 4291
  [[0x01000000, 0, 0, 0], 64], // discard only, RFC 6666
  [[0x20010000, 0, 0, 0], 23], // IETF protocol assignments, RFC 2928
  [[0x20010db8, 0, 0, 0], 32], // documentation, RFC 3849
  [[0xfc000000, 0, 0, 0], 7], // unique local, RFC 4193
  [[0xfe800000, 0, 0, 0], 10], // link local, RFC 4291
];

const parseIpv4 = (text: string): number =>
  text.split('.').reduce((word, octet) => ((word << 8) | Number(octet)) >>> 0, 0);

/** The bits of word `index` that a prefix of `bits` covers. */
const maskOf = (bits: number, index: number): number => {
  const covered = Math.min(Math.max(bits - index * 32, 0), 32);
  return covered === 0 ? 0 : (-1 << (32 - covered)) >>> 0;
};

/** An address of four words, and behind it the mask of a range that begins with it. */
type Range = readonly number[];

const RANGES_4: readonly Range[] = PRIVATE_IPV4.map(([first, bits]) => [
  ...[0, 0, 0, parseIpv4(first)],
  ...[0, 0, 0, maskOf(bits, 0)],
]);
const RANGES_6: readonly Range[] = PRIVATE_IPV6.map(([first, bits]) => [
  ...first,
  ...[0, 1, 2, 3].map((index) => maskOf(bits, index)),
]);

/** For each first octet, of word `index`: no address is private, all are, or some are. */
const verdictsOf = (ranges: readonly Range[], index: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, octet) => {
    const touching = ranges.filter(
      (range) => (((octet << 24) ^ range[index]) & range[4 + index] & 0xff000000) === 0,
    );
    if (touching.length === 0) return NONE_PRIVATE;
    const isWhole = (range: Range): boolean =>
      range.slice(4).every((mask, word) => (word === index ? (mask & 0x00ffffff) === 0 : mask === 0));
    return touching.some(isWhole) ? ALL_PRIVATE : SOME_PRIVATE;
  });

/** What addresses are private as Python 3.11 sees them, as the kernel has it: verdicts by first octet, IPv4 first, and ranges. */
export const PRIVATE_ADDRESSES: {
  readonly verdicts: Uint8Array;
  readonly ranges4: readonly Range[];
  readonly ranges6: readonly Range[];
} = {
  verdicts: Uint8Array.of(...verdictsOf(RANGES_4, 3), ...verdictsOf(RANGES_6, 0)),
  ranges4: RANGES_4,
  ranges6: RANGES_6,
};

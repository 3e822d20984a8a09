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

const RANGES_4 = PRIVATE_IPV4.map(([first, bits]) => ({ first: parseIpv4(first), mask: maskOf(bits, 0) }));
const RANGES_6 = PRIVATE_IPV6.map(([first, bits]) => ({
  first,
  masks: [0, 1, 2, 3].map((index) => maskOf(bits, index)),
}));

const isPrivateIpv4 = (word: number): boolean =>
  RANGES_4.some(({ first, mask }) => (word & mask) >>> 0 === first);

/** By first octet: 0 no address of it is private, 1 all are, 2 some are. */
const VERDICT_OF_OCTET = Uint8Array.from({ length: 256 }, (_, octet) => {
  const touching = RANGES_4.filter(
    ({ first, mask }) => ((octet << 24) & mask & 0xff000000) >>> 0 === (first & 0xff000000) >>> 0,
  );
  if (touching.length === 0) return 0;
  return touching.some(({ mask }) => (mask & 0x00ffffff) === 0) ? 1 : 2;
});

/** Whether the address at row `row` of a four-word column is private as Python 3.11 sees it; `false` for version 0. */
export const isPrivate = (version: number, words: Uint32Array, row: number): boolean => {
  const offset = row * 4;
  if (version === 4) {
    const word = words[offset + 3];
    const verdict = VERDICT_OF_OCTET[word >>> 24];
    return verdict === 1 || (verdict === 2 && isPrivateIpv4(word));
  }
  return (
    version === 6 &&
    RANGES_6.some(({ first, masks }) =>
      masks.every((mask, index) => (words[offset + index] & mask) >>> 0 === first[index]),
    )
  );
};

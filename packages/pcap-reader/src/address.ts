/** Stands in `sourceMac` and `destinationMac` where a packet has no such address. */
export const NO_MAC = -1;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BYTE_STEPS = [2 ** 40, 2 ** 32, 2 ** 24, 2 ** 16, 2 ** 8, 1];

/** Writes 48 address bits as `00:11:22:aa:bb:cc`. */
export const formatMac = (mac: number): string =>
  BYTE_STEPS.map((step) => HEX[Math.floor(mac / step) % 256]).join(':');

/** Reads six bytes in hex parted by `:` or `-` as 48 address bits; `undefined` where the text is none. */
export const parseMac = (text: string): number | undefined =>
  /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text)
    ? Number.parseInt(text.replaceAll(/[:-]/g, ''), 16)
    : undefined;

/** Whether 48 address bits name a group (multicast or broadcast) instead of one station; IEEE 802, the I/G bit. */
export const isGroupMac = (mac: number): boolean => Math.floor(mac / 2 ** 40) % 2 === 1;

/** Writes an IPv4 word as `192.0.2.1`. */
export const formatIpv4 = (word: number): string =>
  `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;

/** Writes the four words of an IPv6 address at `offset` in the shortest form, RFC 5952. */
export const formatIpv6 = (words: Uint32Array, offset = 0): string => {
  const groups = Array.from({ length: 8 }, (_, i) => {
    const word = words[offset + (i >> 1)];
    return i % 2 === 0 ? word >>> 16 : word & 0xffff;
  });
  const { start, length } = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
};

/** Writes the address at row `row` of a four-word address column, by IP version; `undefined` for version 0. */
export const formatIp = (version: number, words: Uint32Array, row: number): string | undefined => {
  if (version === 4) return formatIpv4(words[row * 4 + 3]);
  return version === 6 ? formatIpv6(words, row * 4) : undefined;
};

const longestZeroRun = (groups: readonly number[]): { start: number; length: number } => {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (start + length < groups.length && groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
};

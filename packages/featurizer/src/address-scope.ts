/** How far an address reaches. */
export const Scope = { None: 0, Group: 1, Private: 2, Public: 3 } as const;

const NET_10 = 10;
const NET_172_16 = 0xac1;
const NET_192_168 = 0xc0a8;
const LINK_LOCAL = 0xa9fe;
const LOOPBACK = 127;
const SHARED_100_64 = 0x191;
const MULTICAST = 0xe;
const BROADCAST = 0xffffffff;

/** How far an IPv4 address reaches. */
export const scopeOfIpv4 = (word: number): number => {
  if (word === 0) return Scope.None;
  if (word >>> 28 === MULTICAST || word === BROADCAST) return Scope.Group;
  const isPrivate =
    word >>> 16 === NET_192_168 ||
    word >>> 24 === NET_10 ||
    word >>> 20 === NET_172_16 ||
    word >>> 16 === LINK_LOCAL ||
    word >>> 24 === LOOPBACK ||
    word >>> 22 === SHARED_100_64;
  return isPrivate ? Scope.Private : Scope.Public;
};

const scopeOfIpv6 = (words: Uint32Array, at: number): number => {
  const first = words[at];
  if (first >>> 24 === 0xff) return Scope.Group;
  if (first >>> 25 === 0x7e || first >>> 22 === 0x3fa) return Scope.Private; // fc00::/7, fe80::/10
  if ((first | words[at + 1] | words[at + 2]) !== 0) return Scope.Public;
  return words[at + 3] === 0 ? Scope.None : Scope.Private; // ::1
};

/**
 * How far the address at row `row` of a four-word column reaches: no single host (unspecified), a group (multicast,
 * broadcast), private (RFC 1918, RFC 4193, RFC 6598, link-local, loopback) or public.
 */
export const scopeOf = (version: number, words: Uint32Array, row: number): number => {
  if (version === 4) return scopeOfIpv4(words[row * 4 + 3]);
  return version === 6 ? scopeOfIpv6(words, row * 4) : Scope.None;
};

/** Whether the address at row `row` of a four-word column may be a single host's: not unspecified, multicast or broadcast. */
export const isSingleHost = (version: number, words: Uint32Array, row: number): boolean =>
  scopeOf(version, words, row) >= Scope.Private;

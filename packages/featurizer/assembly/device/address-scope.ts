/* How far addresses reach, as src/address-scope.ts has it; a test compares the two. */

export const SCOPE_NONE: u32 = 0;
export const SCOPE_GROUP: u32 = 1;
export const SCOPE_PRIVATE: u32 = 2;
export const SCOPE_PUBLIC: u32 = 3;

export const IPV4_BROADCAST: u32 = 0xffffffff;

/** How far an IPv4 address reaches. */
export function scopeOfIpv4(word: u32): u32 {
  if (word == 0) return SCOPE_NONE;
  if (word >>> 28 == 0xe || word == IPV4_BROADCAST) return SCOPE_GROUP;
  const isPrivate =
    word >>> 16 == 0xc0a8 ||
    word >>> 24 == 10 ||
    word >>> 20 == 0xac1 ||
    word >>> 16 == 0xa9fe ||
    word >>> 24 == 127 ||
    word >>> 22 == 0x191;
  return isPrivate ? SCOPE_PRIVATE : SCOPE_PUBLIC;
}

/** How far an IPv6 address, four words, reaches. */
export function scopeOfIpv6(address: v128): u32 {
  const first = <u32>i32x4.extract_lane(address, 0);
  if (first >>> 24 == 0xff) return SCOPE_GROUP;
  if (first >>> 25 == 0x7e || first >>> 22 == 0x3fa) return SCOPE_PRIVATE;
  const rest = i32x4.extract_lane(address, 1) | i32x4.extract_lane(address, 2);
  if ((first | rest) != 0) return SCOPE_PUBLIC;
  return i32x4.extract_lane(address, 3) == 0 ? SCOPE_NONE : SCOPE_PRIVATE;
}

/** Sum of 16-bit words in network order, not folded (RFC 1071). */
export const sumWords = (bytes: Uint8Array, start: number, end: number): number => {
  let sum = 0;
  for (let at = start; at + 1 < end; at += 2) sum += (bytes[at] << 8) | bytes[at + 1];
  return (end - start) % 2 === 1 ? sum + (bytes[end - 1] << 8) : sum;
};

/** The Internet checksum of a sum of words (RFC 1071). */
export const checksumOf = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
};

const IPV4_BROADCAST = 0xffffffff;

/** Whether the address at row `row` of a four-word column may be a single host's: not unspecified, multicast or broadcast. */
export const isSingleHost = (version: number, words: Uint32Array, row: number): boolean => {
  const offset = row * 4;
  if (version === 4) {
    const word = words[offset + 3];
    return word !== 0 && word >>> 28 !== 0xe && word !== IPV4_BROADCAST;
  }
  const isUnspecified = (words[offset] | words[offset + 1] | words[offset + 2] | words[offset + 3]) === 0;
  return version === 6 && !isUnspecified && words[offset] >>> 24 !== 0xff;
};

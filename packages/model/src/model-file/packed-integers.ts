import { decodeBytes, encodeBytes } from './base64.ts';

const BITS = 7;
const MORE = 1 << BITS;
const LARGEST = 2 ** 31 - 1;
/** What the fifth byte, the last there can be, leaves. */
const LARGEST_SCALE = MORE ** 5;

/**
 * Integers from 0 to 2^31 - 1 as base64 of LEB128 (as in WebAssembly, Core Specification, section 5.2.2): seven bits a
 * byte, the lowest first, with the top bit set where more follow. Small ones, which most are, take a byte.
 */
export const encodeIntegers = (integers: Int32Array): string => {
  const bytes: number[] = [];
  for (const integer of integers) {
    let rest = integer;
    for (; rest >= MORE; rest >>>= BITS) bytes.push((rest % MORE) | MORE);
    bytes.push(rest);
  }
  return encodeBytes(Uint8Array.from(bytes));
};

/** The integers `encodeIntegers` wrote; undefined for any text it would not have written. */
export const decodeIntegers = (text: string): Int32Array | undefined => {
  const bytes = decodeBytes(text);
  if (bytes === undefined) return undefined;
  const integers = new Int32Array(bytes.length); // at most
  let filled = 0;
  let integer = 0;
  let scale = 1;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    at += 1;
    integer += (byte % MORE) * scale;
    scale *= MORE;
    if (integer > LARGEST || scale > LARGEST_SCALE) return undefined;
    if (byte >= MORE) continue;
    // A last byte of 0 behind others says nothing.
    if (byte === 0 && scale > MORE) return undefined;
    integers[filled] = integer;
    filled += 1;
    integer = 0;
    scale = 1;
  }
  return scale === 1 ? integers.slice(0, filled) : undefined;
};

import * as zlib from 'node:zlib';
import type { Input } from '../mutate/input.ts';

/** How an input is packed, by its first bytes. */
export const packingOf = (bytes: Uint8Array): 'none' | 'gzip' | 'zstd' => {
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  if (bytes.length < 4) return 'none';
  const isZstd = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
  const isSkippable =
    (bytes[0] & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18;
  return isZstd || isSkippable ? 'zstd' : 'none';
};

/** What an input holds, unpacked; `undefined` where that cannot be told beforehand. */
export const contentsOf = (input: Input): Uint8Array | undefined => {
  if (input.contents !== undefined) return input.contents;
  const packing = packingOf(input.bytes);
  if (packing === 'none') return input.bytes;
  if (packing === 'zstd') return undefined;
  try {
    return zlib.gunzipSync(input.bytes);
  } catch {
    return undefined;
  }
};

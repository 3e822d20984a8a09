import type { CaptureError } from './errors.ts';

/** Unpacks a stream of chunks; rejects where the data is damaged or cut short. */
export type Unpack = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Unpacked bytes that are never questioned. */
export const FREE_EXPANSION_BYTES: number = 256 * 2 ** 20;

/** How many times its packed size a capture may grow to, unless told otherwise. */
export const DEFAULT_MAX_EXPANSION = 200;

/** Where growth is too much, and what to throw then. */
export interface ExpansionBound {
  /** Unpacked bytes to a packed one. */
  readonly limit: number | undefined;
  refuse(detail: string): CaptureError;
}

/** The sentence that tells how far something packed grew; `undefined` while it is within bounds. */
export const tooFar = (
  packedBytes: number,
  unpackedBytes: number,
  limit: number = DEFAULT_MAX_EXPANSION,
): string | undefined =>
  unpackedBytes > FREE_EXPANSION_BYTES && unpackedBytes > packedBytes * limit
    ? `${packedBytes} packed bytes grew to more than ${limit} times as many; allow more (maxExpansion) if you trust it`
    : undefined;

/** Unpacks, and stops a bomb: data that grows out of all proportion. */
export async function* boundExpansion(
  packed: AsyncIterable<Uint8Array>,
  unpack: Unpack,
  bound: ExpansionBound,
): AsyncGenerator<Uint8Array> {
  let packedBytes = 0;
  let unpackedBytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of packed) {
      packedBytes += chunk.length;
      yield chunk;
    }
  };
  for await (const chunk of unpack(counted())) {
    unpackedBytes += chunk.length;
    const detail = tooFar(packedBytes, unpackedBytes, bound.limit);
    if (detail !== undefined) throw bound.refuse(detail);
    yield chunk;
  }
}

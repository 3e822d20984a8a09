/** A stream that delivers bytes in chunks of the given sizes, again and again. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (let i = 0; offset < bytes.length; i += 1) {
    const size = sizes[i % sizes.length];
    yield await Promise.resolve(bytes.slice(offset, offset + size));
    offset += size;
  }
}

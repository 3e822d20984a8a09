import type { ByteWindow } from './byte-window.ts';

/** Where the bytes of a capture come from. */
export interface ByteSource {
  /** Puts more bytes into the window, or sets `window.ended`. Rejects where the bytes cannot be had. */
  fill(window: ByteWindow): Promise<void>;
  /** Lets go of files and streams. */
  close(): Promise<void>;
}

/** Bytes that arrive in chunks of any size. */
export const chunkSource = (chunks: AsyncIterable<Uint8Array>): ByteSource => {
  const iterator = chunks[Symbol.asyncIterator]();
  let waiting = false;
  return {
    fill: async (window) => {
      waiting = true;
      const next = await iterator.next();
      waiting = false;
      if (next.done === true) window.ended = true;
      else window.append(next.value);
    },
    close: async () => {
      const returned = iterator.return?.().catch(() => undefined);
      if (!waiting) await returned; // a chunk that is still waited for may never come
    },
  };
};

/** No bytes beyond those in the window. */
export const emptySource: ByteSource = {
  fill: (window) => {
    window.ended = true;
    return Promise.resolve();
  },
  close: () => Promise.resolve(),
};

/** The bytes of a window and of all that its source still has, as chunks of their own memory. */
export async function* remainingChunks(window: ByteWindow, source: ByteSource): AsyncGenerator<Uint8Array> {
  for (;;) {
    if (window.available > 0) yield window.bytes.slice(window.start, window.end);
    window.skip(window.available);
    if (window.ended) return;
    await source.fill(window);
  }
}

import { type ByteWindow, PIECE_BYTES } from './byte-window.ts';
import type { SyncByteSource } from './sync-capture.ts';

/** Where the bytes of a capture come from. */
export interface ByteSource {
  /** Whether its bytes never keep one waiting, so that batches are filled before they are handed out. */
  readonly isAtHand?: boolean;
  /** Puts more bytes into the window, or sets `window.ended`. Rejects where the bytes cannot be had. */
  fill(window: ByteWindow): Promise<void>;
  /** Lets go of files and streams. */
  close(): Promise<void>;
}

/** Bytes that arrive in chunks of any size. */
export const chunkSource = (chunks: AsyncIterable<Uint8Array>): ByteSource => {
  const iterator = chunks[Symbol.asyncIterator]();
  let waiting = false;
  let chunk: Uint8Array = new Uint8Array();
  return {
    fill: async (window) => {
      if (chunk.length === 0) {
        waiting = true;
        const next = await iterator.next();
        waiting = false;
        if (next.done === true) window.ended = true;
        else chunk = next.value;
      }
      window.append(chunk.subarray(0, PIECE_BYTES));
      chunk = chunk.subarray(PIECE_BYTES);
    },
    close: async () => {
      const returned = iterator.return?.().catch(() => undefined);
      if (!waiting) await returned; // a chunk that is still waited for may never come
    },
  };
};

/** Bytes in memory, piece by piece. */
export const bytesSource = (bytes: Uint8Array): ByteSource => {
  const source = syncBytesSource(bytes);
  return {
    isAtHand: true,
    fill: (window) => {
      source.fill(window);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
};

/** The same for synchronous reading. */
export const syncBytesSource = (bytes: Uint8Array): SyncByteSource => {
  let at = 0;
  return {
    fill: (window) => {
      window.append(bytes.subarray(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
      window.ended = at >= bytes.length;
    },
    close: () => undefined,
  };
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

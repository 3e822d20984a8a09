import { type ByteSource, bytesSource, chunkSource, syncBytesSource } from './byte-source.ts';
import { Capture, type CaptureInput, type CaptureOptions } from './capture.ts';
import type { Unpack } from './expansion.ts';
import { SyncCapture, type SyncCaptureInput } from './sync-capture.ts';

/** What a capture without a path is called in errors. */
export const UNNAMED = 'capture';

/** Bytes of a capture: all of them, or as they come. */
export type CaptureBytes = Uint8Array | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/**
 * Opens a capture from bytes, in any runtime: pcap or pcapng, plain or gzip, told by content. Nothing is read before
 * the capture is iterated (or `open()` called), and a `CaptureError` is thrown then. Whether gzip may have several
 * members is up to the runtime (`DecompressionStream`).
 */
export const openCapture = (bytes: CaptureBytes, options: CaptureOptions = {}): Capture =>
  openBytes(bytes, { gzip: gunzipOnTheWeb }, options);

/** `openCapture` with a choice of what can be unpacked. */
export const openBytes = (
  bytes: CaptureBytes,
  unpackers: CaptureInput['unpackers'],
  options: CaptureOptions,
): Capture => {
  const name = UNNAMED;
  if (bytes instanceof Uint8Array) {
    return new Capture({ name, open: () => Promise.resolve(bytesSource(bytes)), unpackers }, options);
  }
  const open = (): Promise<ByteSource> => Promise.resolve(chunkSource(iterate(bytes)));
  return new Capture({ name, open, unpackers }, options);
};

/**
 * Opens a capture from bytes in memory and reads it without a promise. Compressed captures need `openCapture`.
 * Nothing is read before the capture is iterated (or `open()` called), and a `CaptureError` is thrown then.
 */
export const openCaptureSync = (bytes: Uint8Array, options: CaptureOptions = {}): SyncCapture =>
  openBytesSync(bytes, undefined, options);

/** `openCaptureSync` with a choice of what can be unpacked. */
export const openBytesSync = (
  bytes: Uint8Array,
  unpack: SyncCaptureInput['unpack'],
  options: CaptureOptions,
): SyncCapture => {
  const input = { name: UNNAMED, open: () => syncBytesSource(bytes) };
  return new SyncCapture(unpack === undefined ? input : { ...input, unpack }, options);
};

/** Iterates a stream also where streams cannot be iterated. */
async function* iterate(
  bytes: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (!('getReader' in bytes)) {
    yield* bytes;
    return;
  }
  const reader = bytes.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

const gunzipOnTheWeb: Unpack = (chunks) => {
  const iterator = chunks[Symbol.asyncIterator]();
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
  });
  return iterate(packed.pipeThrough(new DecompressionStream('gzip')));
};

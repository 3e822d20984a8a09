import { openBytes, openBytesSync } from './open-capture.ts';
import type { CaptureInfo } from './capture-info.ts';
import type { Capture, CaptureOptions } from './capture.ts';
import { openFile, openFileSync } from './node/open-file.ts';
import { openStream } from './node/open-stream.ts';
import { unpackSync, unpackers } from './node/unpack.ts';
import type { SyncCapture } from './sync-capture.ts';
import type { Readable } from 'node:stream';

/** What Node can read a capture from: a path, `-` for standard input, a stream, or bytes in memory. */
export type CaptureSource = string | Readable | Uint8Array;

/**
 * Opens a capture: pcap or pcapng, plain, gzip or zstd, told by content and never by name. Nothing is read before the
 * capture is iterated (or `open()` called), and a `CaptureError` is thrown then.
 */
export const openCapture = (source: CaptureSource, options: CaptureOptions = {}): Capture => {
  if (source === '-') return openStream(process.stdin, { name: '-', ...options });
  if (typeof source === 'string') return openFile(source, options);
  return source instanceof Uint8Array ? openBytes(source, unpackers, options) : openStream(source, options);
};

/**
 * Opens a capture to read it without a promise, as worker threads like it: from a path or from bytes in memory. A
 * compressed one is unpacked in memory, up to 256 MiB. Nothing is read before the capture is iterated (or `open()`
 * called), and a `CaptureError` is thrown then.
 */
export const openCaptureSync = (source: string | Uint8Array, options: CaptureOptions = {}): SyncCapture =>
  typeof source === 'string' ? openFileSync(source, options) : openBytesSync(source, unpackSync, options);

/**
 * Reads a capture to its end and tells what it holds, as capinfos does: format, interfaces, counts, times, damage.
 *
 * @throws CaptureError where the capture cannot be read to its end, unless asked to salvage it.
 */
export const readCaptureInfo = async (
  source: CaptureSource,
  options: CaptureOptions = {},
): Promise<CaptureInfo> => {
  const capture = openCapture(source, options);
  const batches = capture[Symbol.asyncIterator]();
  while ((await batches.next()).done !== true); // the counts are what is wanted
  return capture.info;
};

export type { SyncCapture } from './sync-capture.ts';
export type { Capture, CaptureOptions } from './capture.ts';

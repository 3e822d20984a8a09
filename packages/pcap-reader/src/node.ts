import { openBytes } from './open-capture.ts';
import type { Capture, CaptureOptions } from './capture.ts';
import { gunzip } from './node/gunzip.ts';
import { openFile } from './node/open-file.ts';
import { openStream } from './node/open-stream.ts';
import type { Readable } from 'node:stream';

/** What Node can read a capture from: a path, `-` for standard input, a stream, or bytes in memory. */
export type CaptureSource = string | Readable | Uint8Array;

/**
 * Opens a capture: pcap or pcapng, plain or gzip, told by content and never by name. Nothing is read before the
 * capture is iterated (or `open()` called), and a `CaptureError` is thrown then.
 */
export const openCapture = (source: CaptureSource, options: CaptureOptions = {}): Capture => {
  if (source === '-') return openStream(process.stdin, { name: '-', ...options });
  if (typeof source === 'string') return openFile(source, options);
  return source instanceof Uint8Array ? openBytes(source, gunzip, options) : openStream(source, options);
};

export type { Capture, CaptureOptions } from './capture.ts';

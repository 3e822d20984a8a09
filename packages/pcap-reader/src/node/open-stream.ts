import type { Readable } from 'node:stream';
import { type ByteSource, chunkSource } from '../byte-source.ts';
import { Capture, type CaptureOptions } from '../capture.ts';
import { UNNAMED } from '../open-capture.ts';
import { unpackers } from './unpack.ts';

/** A capture that a stream delivers; the stream is destroyed when reading ends. */
export const openStream = (stream: Readable, options: CaptureOptions): Capture => {
  const close = (): Promise<void> => {
    stream.destroy();
    return Promise.resolve();
  };
  const open = (): Promise<ByteSource> => Promise.resolve({ ...chunkSource(stream), close });
  return new Capture({ name: UNNAMED, open, unpackers }, options);
};

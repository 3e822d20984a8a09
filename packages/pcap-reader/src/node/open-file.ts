import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '../byte-source.ts';
import { Capture, type CaptureOptions } from '../capture.ts';
import { CaptureError } from '../errors.ts';
import { gunzip } from './gunzip.ts';

/** A capture in a file (or a named pipe). */
export const openFile = (path: string, options: CaptureOptions): Capture =>
  new Capture({ name: path, open: () => openSource(path), gunzip }, options);

const openSource = async (path: string): Promise<ByteSource> => {
  try {
    return fileSource(await open(path, 'r'));
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const code = missing ? 'CAPTURE_NOT_FOUND' : 'CAPTURE_UNREADABLE';
    const detail = cause instanceof Error ? cause.message : undefined;
    throw new CaptureError(code, {
      capture: path,
      offsetBytes: 0,
      ...(missing || !detail ? {} : { detail }),
      cause,
    });
  }
};

/** Reads straight into the window, without a copy. */
const fileSource = (file: FileHandle): ByteSource => ({
  fill: async (window) => {
    const { bytesRead } = await file.read(window.room());
    if (bytesRead === 0) window.ended = true;
    else window.filled(bytesRead);
  },
  close: () => file.close(),
});

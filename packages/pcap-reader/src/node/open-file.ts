import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '../byte-source.ts';
import { Capture, type CaptureOptions } from '../capture.ts';
import { CaptureError } from '../errors.ts';
import { SyncCapture, type SyncByteSource } from '../sync-capture.ts';
import { unpackSync, unpackers } from './unpack.ts';

/** A capture in a file (or a named pipe). */
export const openFile = (path: string, options: CaptureOptions): Capture =>
  new Capture({ name: path, open: () => openSource(path), unpackers }, options);

/** The same, read synchronously. */
export const openFileSync = (path: string, options: CaptureOptions): SyncCapture =>
  new SyncCapture({ name: path, open: () => openSyncSource(path), unpack: unpackSync }, options);

const openSource = async (path: string): Promise<ByteSource> => {
  try {
    return fileSource(await open(path, 'r'));
  } catch (cause) {
    throw openingError(path, cause);
  }
};

const openSyncSource = (path: string): SyncByteSource => {
  try {
    return syncFileSource(openSync(path, 'r'));
  } catch (cause) {
    throw openingError(path, cause);
  }
};

const openingError = (path: string, cause: unknown): CaptureError => {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const code = missing ? 'CAPTURE_NOT_FOUND' : 'CAPTURE_UNREADABLE';
  const detail = cause instanceof Error ? cause.message : undefined;
  return new CaptureError(code, {
    capture: path,
    offsetBytes: 0,
    ...(missing || !detail ? {} : { detail }),
    cause,
  });
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

const syncFileSource = (file: number): SyncByteSource => ({
  fill: (window) => {
    const bytesRead = readSync(file, window.room());
    if (bytesRead === 0) window.ended = true;
    else window.filled(bytesRead);
  },
  close: () => {
    closeSync(file);
  },
});

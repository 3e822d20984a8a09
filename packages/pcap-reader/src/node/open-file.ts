import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
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
    return await fileSource(await open(path, 'r'));
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

/** Reads from a file in one go before other work of the process gets its turn. */
const FILLS_A_TURN = 16;

/** Reads straight into the window, without a copy; of what may keep one waiting, such as a pipe, without blocking. */
const fileSource = async (file: FileHandle): Promise<ByteSource> => {
  const isRegular = (await file.stat()).isFile();
  let fills = 0;
  const read = async (room: Uint8Array): Promise<number> => {
    if (!isRegular) return (await file.read(room)).bytesRead;
    fills += 1;
    if (fills % FILLS_A_TURN === 0) await setImmediate();
    return readSync(file.fd, room); // what reading in another thread costs is half of what decoding does
  };
  return {
    fill: async (window) => {
      const bytesRead = await read(window.room());
      if (bytesRead === 0) window.ended = true;
      else window.filled(bytesRead);
    },
    close: () => file.close(),
  };
};

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

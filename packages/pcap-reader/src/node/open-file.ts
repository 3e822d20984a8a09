import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ByteSource } from '../byte-source.ts';
import type { ByteWindow } from '../byte-window.ts';
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
    // A named pipe keeps one waiting until somebody writes to it; a file does not, and what it costs to wait for one is saved.
    const stats = statSync(path);
    if (!stats.isFile()) return pipeSource(await open(path, 'r'));
    return fileSource(openSync(path, 'r'));
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

/** Reads straight into the window, without a copy: what reading in another thread costs is half of what decoding does. */
const fileSource = (file: number): ByteSource => {
  let fills = 0;
  return {
    isAtHand: true,
    fill: async (window) => {
      fills += 1;
      if (fills % FILLS_A_TURN === 0) await setImmediate();
      take(window, readSync(file, window.room()));
    },
    close: () => {
      closeSync(file);
      return Promise.resolve();
    },
  };
};

/** Reads what may keep one waiting, such as a named pipe, without blocking. */
const pipeSource = (file: FileHandle): ByteSource => ({
  fill: async (window) => {
    take(window, (await file.read(window.room())).bytesRead);
  },
  close: () => file.close(),
});

const take = (window: ByteWindow, bytesRead: number): void => {
  if (bytesRead === 0) window.ended = true;
  else window.filled(bytesRead);
};

const syncFileSource = (file: number): SyncByteSource => {
  return {
    fill: (window) => {
      take(window, readSync(file, window.room()));
    },
    close: () => {
      closeSync(file);
    },
  };
};

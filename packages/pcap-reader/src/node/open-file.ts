import { closeSync, fstatSync, openSync, read, readSync, statSync } from 'node:fs';
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
  new Capture({ name: path, open: () => openSource(path, options), unpackers }, options);

/** The same, read synchronously. */
export const openFileSync = (path: string, options: CaptureOptions): SyncCapture =>
  new SyncCapture({ name: path, open: () => openSyncSource(path), unpack: unpackSync }, options);

const openSource = async (path: string, { readAhead = true }: CaptureOptions): Promise<ByteSource> => {
  try {
    // A named pipe keeps one waiting until somebody writes to it; a file does not, and what it costs to wait for one is saved.
    const stats = statSync(path);
    if (!stats.isFile()) return pipeSource(await open(path, 'r'));
    const file = openSync(path, 'r');
    const isAhead = readAhead && stats.size > LARGE_FILE_BYTES;
    return isAhead ? aheadSource(file) : fileSource(file, stats.size);
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

/** The window for a file that does not fit the first one. */
const WIDE_WINDOW_BYTES = 1 << 20;

const widenIfFull = (window: ByteWindow, fileBytes: number): void => {
  if (window.end === window.bytes.length) window.widen(Math.min(WIDE_WINDOW_BYTES, fileBytes + 1)); // 1 to see the end
};

/** Reads straight into the window, without a copy: what reading in another thread costs is half of what decoding does. */
const fileSource = (file: number, fileBytes: number): ByteSource => {
  let fills = 0;
  return {
    fill: async (window) => {
      fills += 1;
      widenIfFull(window, fileBytes);
      if (fills % FILLS_A_TURN === 0) await setImmediate();
      take(window, readSync(file, window.room()));
    },
    close: () => {
      closeSync(file);
      return Promise.resolve();
    },
  };
};

/** A file from which it pays to have the next piece read while the one before is decoded. */
const LARGE_FILE_BYTES = 1 << 23;

/** What is read ahead, and the room in front of it for what is left of the piece before. */
const PIECE_BYTES = 1 << 20;
const ROOM_BYTES = 1 << 19;

/** A piece on its way. */
interface Piece {
  readonly memory: Uint8Array;
  readonly bytesRead: Promise<number>;
}

/** Has the next piece read, by a thread of Node's own, while the one before is decoded. */
const aheadSource = (file: number): ByteSource => {
  const begin = (memory: Uint8Array): Piece => {
    const bytesRead = readInto(file, memory);
    bytesRead.catch(() => undefined); // told by `fill`
    return { memory, bytesRead };
  };
  let spare: Uint8Array = new Uint8Array(ROOM_BYTES + PIECE_BYTES);
  let ahead = begin(new Uint8Array(ROOM_BYTES + PIECE_BYTES));
  return {
    fill: async (window) => {
      const { memory, bytesRead } = ahead;
      const length = await bytesRead;
      if (length === 0) {
        window.ended = true;
      } else if (window.adopt(memory, ROOM_BYTES, length)) {
        ahead = begin(spare);
        spare = memory;
      } else {
        window.append(memory.subarray(ROOM_BYTES, ROOM_BYTES + length));
        ahead = begin(memory);
      }
    },
    close: async () => {
      await ahead.bytesRead.catch(() => undefined); // a file must not be closed under a read
      closeSync(file);
    },
  };
};

const readInto = (file: number, memory: Uint8Array): Promise<number> =>
  new Promise((resolve, reject) => {
    read(file, memory, ROOM_BYTES, PIECE_BYTES, null, (error, bytesRead) => {
      if (error === null) resolve(bytesRead);
      else reject(error);
    });
  });

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
  const { size } = fstatSync(file);
  return {
    fill: (window) => {
      widenIfFull(window, size);
      take(window, readSync(file, window.room()));
    },
    close: () => {
      closeSync(file);
    },
  };
};

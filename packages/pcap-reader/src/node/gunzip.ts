import { type Gunzip as Inflater, createGunzip } from 'node:zlib';
import type { Gunzip } from '../capture.ts';

/** Unpacked bytes that zlib hands over at a time. */
const CHUNK_BYTES = 1 << 18;

/** Packed bytes given to zlib at a time: as deflate expands a thousandfold at most, this bounds what one step holds. */
const PIECE_BYTES = 1 << 15;

/**
 * Undoes gzip, several members in a row too, with Node's zlib. What could be unpacked is given before the error is
 * thrown, which iterating a zlib stream does not do: destroying it forgets the bytes it holds.
 */
export const gunzip: Gunzip = async function* (chunks) {
  const inflater = createGunzip({ chunkSize: CHUNK_BYTES });
  const unpacked: Uint8Array[] = [];
  inflater.on('data', (chunk: Uint8Array) => unpacked.push(chunk));
  const state = watch(inflater);
  try {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length && !state.over; start += PIECE_BYTES) {
        await Promise.race([write(inflater, chunk.subarray(start, start + PIECE_BYTES)), state.ended]);
        yield* unpacked.splice(0);
      }
      if (state.over) break;
    }
    inflater.end();
    await state.ended;
    yield* unpacked.splice(0);
    if (state.failure !== undefined) throw state.failure;
  } finally {
    inflater.destroy();
  }
};

interface State {
  /** Nothing more comes out: the data, or what of it makes sense, has ended. */
  over: boolean;
  failure: Error | undefined;
  readonly ended: Promise<void>;
}

const watch = (inflater: Inflater): State => {
  let resolve = (): void => undefined;
  const ended = new Promise<void>((settle) => {
    resolve = settle;
  });
  const state: State = { over: false, failure: undefined, ended };
  const finish = (failure?: Error): void => {
    state.over = true;
    state.failure ??= failure;
    resolve();
  };
  inflater.on('end', () => finish());
  inflater.on('error', finish);
  return state;
};

const write = (inflater: Inflater, piece: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    inflater.write(piece, () => resolve());
  });

import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Unpack } from '../expansion.ts';
import type { Packing } from '../reading.ts';

/** Unpacked bytes that zlib hands over at a time. */
const CHUNK_BYTES = 1 << 18;
/** Packed bytes given to zlib at a time. */
const PIECE_BYTES = 1 << 15;

type Unpacker = Transform & { readonly bytesWritten: number };

/** Several gzip members in a row are one stream to Node, several zstd frames are not. */
const gunzip: Unpack = (chunks) =>
  unpackStream(chunks, { create: () => zlib.createGunzip({ chunkSize: CHUNK_BYTES }), again: false });

const unzstd: Unpack = (chunks) =>
  unpackStream(chunks, { create: () => zlib.createZstdDecompress({ chunkSize: CHUNK_BYTES }), again: true });

/** What this Node can unpack: gzip always, zstd from 22.15 on. */
export const unpackers: Readonly<Partial<Record<Packing, Unpack>>> =
  'createZstdDecompress' in zlib ? { gzip: gunzip, zstd: unzstd } : { gzip: gunzip };

interface Unpacking {
  create(): Unpacker;
  /** Whether what follows the end of the packed data is packed data again, and not padding. */
  readonly again: boolean;
}

/**
 * Unpacks with a stream of Node's zlib, and holds no more than two chunks however far the data grows. What could be
 * unpacked is given before the error is thrown, which iterating a zlib stream does not do: destroying it forgets
 * the bytes it holds.
 */
async function* unpackStream(chunks: AsyncIterable<Uint8Array>, how: Unpacking): AsyncGenerator<Uint8Array> {
  let run = new Run(how.create());
  try {
    for await (const chunk of chunks) {
      let rest = chunk;
      while (rest.length > 0) {
        const piece = rest.subarray(0, PIECE_BYTES);
        yield* run.write(piece);
        rest = rest.subarray(piece.length - run.unused);
        if (run.unused === 0) continue;
        if (!how.again) return;
        yield* run.end();
        run = new Run(how.create());
      }
    }
    yield* run.end();
  } finally {
    run.destroy();
  }
}

/** One run of a zlib stream, from its first byte to the end of what it understands. */
class Run {
  readonly #stream: Unpacker;
  #given = 0;
  #ended = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(stream: Unpacker) {
    this.#stream = stream;
    stream.on('readable', () => this.#wake());
    stream.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
    stream.on('error', (failure) => {
      this.#failure ??= failure;
      this.#wake();
    });
  }

  /** Bytes given that lie behind the end of the packed data. */
  get unused(): number {
    return this.#given - this.#stream.bytesWritten;
  }

  /** Gives the stream a piece, and takes out what it makes of it. */
  async *write(piece: Uint8Array): AsyncGenerator<Uint8Array> {
    this.#given += piece.length;
    let written = false;
    this.#stream.write(piece, () => {
      written = true;
      this.#wake();
    });
    yield* this.#takeUntil(() => written || this.#ended);
  }

  /** Says that nothing more comes, and takes out the rest. */
  async *end(): AsyncGenerator<Uint8Array> {
    if (!this.#ended) this.#stream.end();
    yield* this.#takeUntil(() => this.#ended);
  }

  destroy(): void {
    this.#stream.destroy();
  }

  async *#takeUntil(done: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      for (let chunk = this.#read(); chunk !== undefined; chunk = this.#read()) yield chunk;
      if (this.#failure !== undefined) throw this.#failure;
      if (done()) return;
      await woken;
    }
  }

  #read(): Uint8Array | undefined {
    const chunk: unknown = this.#stream.read();
    return chunk instanceof Uint8Array ? chunk : undefined;
  }
}

/** Unpacks all bytes at once, gzip or zstd in any number of members or frames; `undefined` where they are more than `limit`. */
export const unpackSync = (packing: Packing, packed: Uint8Array, limit: number): Uint8Array | undefined => {
  try {
    return packing === 'gzip'
      ? zlib.gunzipSync(packed, { maxOutputLength: limit })
      : unzstdSync(packed, limit);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // ERR_BUFFER_TOO_LARGE
    throw error;
  }
};

const unzstdSync = (packed: Uint8Array, limit: number): Uint8Array => {
  const frames: Uint8Array[] = [];
  let room = limit;
  for (let offset = 0; offset < packed.length;) {
    const frame = unzstdFrame(packed.subarray(offset), room);
    frames.push(frame.buffer);
    offset += frame.engine.bytesWritten;
    room -= frame.buffer.length;
  }
  return Buffer.concat(frames);
};

interface UnpackedFrame {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** With `info`, Node tells how far the frame reached; its types do not know that. */
const unzstdFrame = (packed: Uint8Array, limit: number): UnpackedFrame => {
  const frame: unknown = zlib.zstdDecompressSync(packed, { maxOutputLength: limit, info: true });
  if (!isUnpackedFrame(frame) || frame.engine.bytesWritten === 0) throw new TypeError('no zstd frame');
  return frame;
};

const isUnpackedFrame = (value: unknown): value is UnpackedFrame =>
  typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;

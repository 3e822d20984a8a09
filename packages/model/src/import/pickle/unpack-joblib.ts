import { ModelError } from '../../errors.ts';
import { MAX_PICKLE_BYTES } from './unpickle.ts';

/**
 * The bytes of a pickle, unpacked where joblib packed them with zlib (its choice for `compress=True`) or gzip. Throws
 * MODEL_PICKLE_DAMAGED where they cannot be unpacked, MODEL_PICKLE_TOO_LARGE where too much comes out, and
 * MODEL_PICKLE_REFUSED for joblib's other ways to pack.
 */
export const unpackJoblib = async (file: Uint8Array): Promise<Uint8Array> => {
  const packing = PACKINGS.find(({ magic }) => magic.every((byte, i) => file[i] === byte));
  if (packing === undefined) return file;
  if (packing.format === null) {
    throw new ModelError(
      'MODEL_PICKLE_REFUSED',
      `byte 0: packed with ${packing.name}; only zlib and gzip are read`,
    );
  }
  return unpack(file, packing.format);
};

const PACKINGS: readonly {
  readonly name: string;
  readonly magic: readonly number[];
  readonly format: 'deflate' | 'gzip' | null;
}[] = [
  { name: 'zlib', magic: [0x78], format: 'deflate' },
  { name: 'gzip', magic: [0x1f, 0x8b], format: 'gzip' },
  { name: 'bzip2', magic: [0x42, 0x5a], format: null },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], format: null },
  { name: 'lzma', magic: [0x5d, 0x00], format: null },
  { name: 'lz4', magic: [0x04, 0x22, 0x4d, 0x18], format: null },
];

const unpack = async (file: Uint8Array, format: 'deflate' | 'gzip'): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const packed = new Blob([file.slice()]).stream();
  const unpacked: ReadableStream<Uint8Array> = packed.pipeThrough(new DecompressionStream(format));
  try {
    for await (const chunk of unpacked) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_PICKLE_BYTES) break;
    }
  } catch (cause) {
    throw new ModelError('MODEL_PICKLE_DAMAGED', `byte 0: it cannot be unpacked (${format})`, { cause });
  }
  if (length > MAX_PICKLE_BYTES) {
    throw new ModelError('MODEL_PICKLE_TOO_LARGE', `more than ${MAX_PICKLE_BYTES} bytes come out of it`);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
};

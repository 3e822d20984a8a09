import { pipeline } from 'node:stream';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Gunzip } from '../capture.ts';

const CHUNK_BYTES = 1 << 18;

/** Undoes gzip, several members in a row too, with Node's zlib. */
export const gunzip: Gunzip = (chunks) => {
  const output = createGunzip({ chunkSize: CHUNK_BYTES });
  // The callback takes the error, which iterating `output` throws as well.
  pipeline(Readable.from(chunks), output, () => undefined);
  return output;
};

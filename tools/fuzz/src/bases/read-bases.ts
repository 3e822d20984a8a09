import { closeSync, existsSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import type { Base } from './base.ts';
import { ownBases } from './own-bases.ts';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const SAMPLES = join(ROOT, 'datasets/samples');
const SHARED = join(process.env.NETWORKML_SHARED ?? join(ROOT, '../shared'), 'captures');

/** No more of a capture is used. */
const BASE_BYTES = 65_536;
const HEAD = new Uint8Array(BASE_BYTES);

/** Our own captures: made here, and the samples. */
export const readOwnBases = (): Base[] => [...ownBases(), ...readFolder(SAMPLES, 'samples')];

/** The captures of other projects, where they are at hand; empty elsewhere. */
export const readSharedBases = (): Base[] => {
  if (!existsSync(SHARED)) return [];
  return readdirSync(SHARED, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'oracle')
    .map(({ name }) => name)
    .sort()
    .flatMap((folder) => readFolder(join(SHARED, folder), folder));
};

const readFolder = (folder: string, name: string): Base[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((file) => ({ name: `${name}/${file}`, bytes: unpacked(readHead(join(folder, file))) }))
    .filter(({ bytes }) => bytes.length > 0);

const readHead = (path: string): Uint8Array => {
  const file = openSync(path, 'r');
  try {
    return HEAD.slice(0, readSync(file, HEAD));
  } finally {
    closeSync(file);
  }
};

/** What of a packed head can be unpacked; packing is one of the mutations. */
const unpacked = (bytes: Uint8Array): Uint8Array => {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return zlib.gunzipSync(bytes, { finishFlush: zlib.constants.Z_SYNC_FLUSH }).subarray(0, BASE_BYTES);
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && 'zstdDecompressSync' in zlib)
    return zlib
      .zstdDecompressSync(bytes, { finishFlush: zlib.constants.ZSTD_e_flush })
      .subarray(0, BASE_BYTES);
  return bytes;
};

import * as zlib from 'node:zlib';
import type { Compressors, KeyValue } from 'hyparquet';
import { CHECKSUM_KEY, checksumText } from '../table/parquet-checksum.ts';
import { requireClaims } from './parquet-claims.ts';

/** What a Parquet file holds: names of columns, and cells as its library gives them, shape [rows, columns]. */
export interface ParquetRows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Reads a Parquet file of flat columns; points in time are seconds since 1970-01-01 UTC. Bytes that are damaged may keep it busy
 * for ever or end the process for want of memory, from which `readParquetApart` keeps whoever asks. The library that reads Parquet
 * is loaded only here.
 *
 * @throws Error with what is wrong.
 */
export const readParquetRows = async (bytes: Uint8Array): Promise<ParquetRows> => {
  const { parquetMetadata, parquetRead, parquetSchema, snappyUncompress } = await import('hyparquet');
  const { parquetHeader: pageHeader } = await import('hyparquet/src/column.js');
  const file = new Uint8Array(bytes).buffer;
  const metadata = parquetMetadata(file);
  requireChecksum(bytes, metadata.key_value_metadata ?? []);
  const header = parquetSchema(metadata).children.map(({ element }) => element.name);
  requireClaims({ file, metadata, pageHeader }, header);
  let rows: ParquetRows['rows'] = [];
  await parquetRead({
    file,
    metadata,
    parsers: SECONDS,
    compressors: {
      SNAPPY: (page, length) => {
        const unpacked = new Uint8Array(length);
        snappyUncompress(page, unpacked);
        return unpacked;
      },
      GZIP: (page, length) => zlib.gunzipSync(page, unpacking(length)),
      ...ZSTD,
    },
    onComplete: (complete) => {
      rows = complete;
    },
  });
  return { header, rows };
};

/** No more is unpacked than a page says it holds; one of nulls alone holds nothing, which is no limit to zlib. */
const unpacking = (length: number): { readonly maxOutputLength: number } => ({
  maxOutputLength: Math.max(1, length),
});

/** Node unpacks zstd from 22.15 on; before, the library says that it cannot. */
const ZSTD: Compressors =
  'zstdDecompressSync' in zlib
    ? { ZSTD: (page, length) => zlib.zstdDecompressSync(page, unpacking(length)) }
    : {};

/** What we wrote says whether it still is what was written; other files do not. */
const requireChecksum = (bytes: Uint8Array, pairs: readonly KeyValue[]): void => {
  const expected = pairs.find(({ key }) => key === CHECKSUM_KEY)?.value;
  if (expected === undefined) return;
  const length = Number.parseInt(expected, 10);
  if (checksumText(length, zlib.crc32(bytes.subarray(0, length))) === expected) return;
  throw new Error('bytes that are not those that were written: the file is damaged');
};

/** Points in time as numbers of seconds: the nearest to what 64 bits hold. */
const SECONDS = {
  timestampFromMilliseconds: (millis: bigint) => Number(millis) / 1e3,
  timestampFromMicroseconds: (micros: bigint) => Number(micros) / 1e6,
  timestampFromNanoseconds: (nanos: bigint) => secondsOfNanos(nanos),
} as const;

/** In two steps: a number of nanoseconds since 1970 is beyond what a double holds. */
const secondsOfNanos = (nanos: bigint): number => {
  const micros = nanos / 1000n;
  return Number(micros) / 1e6 + Number(nanos - micros * 1000n) / 1e9;
};

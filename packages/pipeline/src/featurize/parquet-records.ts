import { crc32, gunzipSync } from 'node:zlib';
import { FeatureError, type FeatureCell, type FeatureRecords } from '@networkml/featurizer';
import type { KeyValue } from 'hyparquet';
import { CHECKSUM_KEY, checksumText } from '../table/parquet-checksum.ts';

/**
 * What a Parquet file of features holds: flat columns of texts and numbers, points in time as seconds since 1970-01-01 UTC.
 * Rows count from 1. The library that reads Parquet is loaded only here.
 *
 * @throws FeatureError FEATURE_FILE_MALFORMED with what is wrong; FEATURE_FILE_BAD_VALUE with row and column for cells of another kind.
 */
export const readParquetRecords = async (bytes: Uint8Array): Promise<FeatureRecords> => {
  const { parquetMetadata, parquetRead, parquetSchema, snappyUncompress } = await import('hyparquet');
  try {
    const file = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(file);
    requireChecksum(bytes, metadata.key_value_metadata ?? []);
    const header = parquetSchema(metadata).children.map(({ element }) => element.name);
    let rows: readonly (readonly unknown[])[] = [];
    await parquetRead({
      file,
      metadata,
      parsers: SECONDS,
      compressors: {
        SNAPPY: (page, length) => {
          const unpacked = new Uint8Array(requireLength(length, page));
          snappyUncompress(page, unpacked);
          return unpacked;
        },
        GZIP: (page, length) => gunzipSync(page, { maxOutputLength: requireLength(length, page) }),
      },
      onComplete: (complete) => {
        rows = complete;
      },
    });
    const records = rows.map((cells, row) => cells.map((cell, column) => cellOf(cell, header[column], row)));
    return { header, records, rowOf: (index) => index + 1 };
  } catch (cause) {
    if (cause instanceof FeatureError) throw cause;
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new FeatureError('FEATURE_FILE_MALFORMED', { found }, { cause });
  }
};

/**
 * What we wrote says whether it still is what was written. Other files do not, and the library does not end where a page's header
 * lacks a field.
 */
const requireChecksum = (bytes: Uint8Array, pairs: readonly KeyValue[]): void => {
  const expected = pairs.find(({ key }) => key === CHECKSUM_KEY)?.value;
  if (expected === undefined) return;
  const length = Number.parseInt(expected, 10);
  if (checksumText(length, crc32(bytes.subarray(0, length))) === expected) return;
  throw new Error('bytes that are not those that were written: the file is damaged');
};

/** More than Snappy and gzip ever make of a byte: a page that says it holds more is damaged, and no memory is set aside for it. */
const MOST_EXPANSION = 1100;

const requireLength = (length: number, { byteLength }: Uint8Array): number => {
  if (length >= 0 && length <= byteLength * MOST_EXPANSION) return length;
  throw new Error(`a page of ${byteLength} bytes that says it holds ${length}`);
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

const cellOf = (cell: unknown, column: string, row: number): FeatureCell => {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string' || typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  throw new FeatureError('FEATURE_FILE_BAD_VALUE', { column, row: row + 1, found: typeof cell });
};

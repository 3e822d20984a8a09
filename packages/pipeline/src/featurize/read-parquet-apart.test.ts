import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { type DataReader, type PageHeader, parquetMetadata } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { emptyDirectory } from '../testing/samples.ts';
import { requireClaims } from './parquet-claims.ts';
import { readParquetRows } from './parquet-rows.ts';
import { readParquetApart } from './read-parquet-apart.ts';

const ROWS = Array.from({ length: 40 }, (_, row) => row);
const NAMES = ROWS.map((row) => `device number ${row % 7}`);
const TEXTS = ROWS.map((row) => `capture ${row * 7919} of ${row}`);
const NUMBERS = ROWS.map((row) => Math.sqrt(row));

const DEVICE: ColumnSource = { name: 'device', data: NAMES, type: 'STRING' };
const CAPTURE: ColumnSource = { name: 'capture', data: TEXTS, type: 'STRING', encoding: 'PLAIN' };
const RATE: ColumnSource = {
  name: 'rate',
  data: NUMBERS,
  type: 'DOUBLE',
  nullable: false,
  encoding: 'PLAIN',
};

const fileOf = (columnData: ColumnSource[], codec: 'SNAPPY' | 'UNCOMPRESSED'): Buffer =>
  Buffer.from(parquetWriteBuffer({ columnData, codec, statistics: false }));

/** Where the content of the first page of values begins, and its header. */
const firstPage = (
  bytes: Buffer,
): { readonly start: number; readonly header: ReturnType<typeof parquetHeader> } => {
  const [chunk] = parquetMetadata(bytes).row_groups[0].columns;
  const reader = {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    offset: Number(chunk.meta_data?.data_page_offset),
  };
  const header = parquetHeader(reader);
  return { start: reader.offset, header };
};

/** The file with other bytes from a place on. */
const withBytes = (bytes: Buffer, at: number, ...others: readonly number[]): Buffer => {
  const damaged = Buffer.from(bytes);
  damaged.set(others, at);
  return damaged;
};

describe('readParquetApart', () => {
  it.each(
    ['zstd', 'gzip', 'snappy', 'uncompressed'].flatMap((codec) =>
      ['V1', 'V2'].map((version) => ({ codec, version })),
    ),
  )('reads what DuckDB writes in $codec, $version', async ({ codec, version }) => {
    const path = join(emptyDirectory(), 'features.parquet');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `copy (select 'device number ' || (i % 7) as device, if(i % 5 = 0, null, sqrt(i)) as rate, i as packets from range(40) r(i))
       to '${path}' (format parquet, compression ${codec}, parquet_version ${version})`,
    );
    connection.closeSync();
    const { header, records } = await readParquetApart(readFileSync(path));
    expect(header).toEqual(['device', 'rate', 'packets']);
    expect(records).toEqual(ROWS.map((row) => [NAMES[row], row % 5 === 0 ? null : NUMBERS[row], row]));
  });

  it('ends what unpacking keeps busy for ever', async () => {
    const bytes = fileOf([CAPTURE], 'SNAPPY');
    const { start, header } = firstPage(bytes);
    const levels = header.data_page_header_v2?.definition_levels_byte_length ?? 0;
    // behind the length, two bytes: a literal of a length of four bytes, -5, which leads back to itself
    const endless = withBytes(bytes, start + levels + 2, 0xfc, 0xfa, 0xff, 0xff, 0xff);
    await expect(readParquetApart(endless, { limitSeconds: 2 })).rejects.toMatchObject({
      code: 'FEATURE_FILE_MALFORMED',
      place: { found: 'bytes not read within 2 s' },
    });
  });

  it('outlives what fills the memory', async () => {
    const bytes = fileOf([DEVICE], 'UNCOMPRESSED');
    const { start, header } = firstPage(bytes);
    const levels = header.data_page_header_v2?.definition_levels_byte_length ?? 0;
    // behind the width of an index: a run of 2^30 times the same
    const endless = withBytes(bytes, start + levels + 1, 0x80, 0x80, 0x80, 0x80, 0x08);
    await expect(readParquetApart(endless)).rejects.toMatchObject({ code: 'FEATURE_FILE_MALFORMED' });
  }, 60_000);
});

describe('readParquetRows', () => {
  it.each([0xff, 0x01, 0x80, 0x10])(
    'ends over every byte changed by %i, with an error or as many rows as there are',
    async (change) => {
      const bytes = fileOf([CAPTURE, RATE], 'UNCOMPRESSED');
      const whole = await readParquetRows(bytes);
      const outcomes = { refused: 0, rows: 0 };
      for (let at = 0; at < bytes.length; at += 1) {
        const read = await readParquetRows(withBytes(bytes, at, bytes[at] ^ change)).catch(
          (error: unknown) => error,
        );
        if (read instanceof Error) outcomes.refused += 1;
        else {
          expect(read).toMatchObject({ header: { length: 2 }, rows: { length: whole.rows.length } });
          outcomes.rows += 1;
        }
      }
      expect(outcomes.refused).toBeGreaterThan(100);
      expect(outcomes.rows).toBeGreaterThan(100);
    },
  );

  it('refuses pages that say they hold more than there is, before memory is set aside', async () => {
    const bytes = fileOf([RATE], 'UNCOMPRESSED');
    const { start, header } = firstPage(bytes);
    expect(header.uncompressed_page_size).toBe(320);
    const length = bytes.lastIndexOf(Buffer.of(0x15, 0x80, 0x05, 0x15, 0x80, 0x05), start); // 320 twice, zigzag
    const larger = withBytes(bytes, length, 0x15, 0xfe, 0x7f);
    await expect(readParquetRows(larger)).rejects.toThrow('a page that says it holds more than it can');
  });

  it('refuses a page that is not what its checksum says', () => {
    const bytes = fileOf([RATE], 'UNCOMPRESSED');
    const file = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(file);
    const { start, header } = firstPage(bytes);
    const crc = crc32(bytes.subarray(start, start + header.compressed_page_size)) | 0; // a signed number in Parquet
    const claim = (changed: number) => (): void => {
      const pageHeader = (reader: DataReader): PageHeader => ({
        ...parquetHeader(reader),
        crc: crc ^ changed,
      });
      requireClaims({ file, metadata, pageHeader }, ['rate']);
    };
    expect(claim(0)).not.toThrow();
    expect(claim(1)).toThrow('a page that is not what was written');
  });

  it('refuses more rows than fit into memory, and groups that are not all of them', () => {
    const bytes = fileOf([RATE], 'UNCOMPRESSED');
    const file = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(file);
    const claim = (rows: bigint, groupRows = rows): (() => void) => {
      const row_groups = metadata.row_groups.map((group) => ({ ...group, num_rows: groupRows }));
      return () => {
        requireClaims(
          { file, metadata: { ...metadata, num_rows: rows, row_groups }, pageHeader: parquetHeader },
          ['rate'],
        );
      };
    };
    expect(claim(40n)).not.toThrow();
    expect(claim(41n)).toThrow();
    expect(claim(10n ** 12n)).toThrow('1000000000000 rows of 1 columns, more than fit into memory');
    expect(claim(40n, 39n)).toThrow('groups of rows that are not as many as the file says');
  });
});

import { type AsyncBuffer, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { type Column, EMPTY } from './column.ts';
import { parquetWriter } from './parquet.ts';

type Rows = readonly number[];

/** Cells made from one number a row; every fifth row is empty. */
const cell = (rows: Rows, row: number): number => (rows[row] % 5 === 4 ? EMPTY : rows[row]);

const COLUMNS: readonly Column<Rows>[] = [
  { name: 'number', type: 'integer', bits: 53, cell: (rows, row) => rows[row] },
  { name: 'byte', type: 'integer', bits: 8, cell: (rows, row) => cell(rows, row) & 255 },
  {
    name: 'word',
    type: 'integer',
    bits: 32,
    cell: (rows, row) => (cell(rows, row) === EMPTY ? EMPTY : 0xffff_fff0),
  },
  { name: 'text', type: 'text', cell: (rows, row) => (cell(rows, row) === EMPTY ? '' : `t${rows[row] % 3}`) },
  {
    name: 'time',
    type: 'time',
    seconds: (rows, row) => (cell(rows, row) === EMPTY ? Number.NaN : 1_700_000_000 + rows[row]),
    nanos: () => 123_456_789,
  },
  {
    name: 'wait',
    type: 'duration',
    cell: (rows, row) => (cell(rows, row) === EMPTY ? Number.NaN : rows[row] / 4),
  },
];

const numbers = (from: number, count: number): Rows => Array.from({ length: count }, (_, row) => from + row);

const sliceOf = (bytes: Buffer, start: number, end?: number): ArrayBuffer =>
  new Uint8Array(bytes.subarray(start, end)).buffer;

const fileOf = (blocks: readonly Rows[], namesCapture = false): AsyncBuffer => {
  const writer = parquetWriter(COLUMNS, { namesCapture });
  const pieces = [writer.begin()];
  blocks.forEach((rows, index) => pieces.push(writer.capture(`c${index}`), writer.rows(rows, rows.length)));
  pieces.push(writer.end());
  const bytes = Buffer.concat(pieces);
  return {
    byteLength: bytes.length,
    slice: (start, end) => sliceOf(bytes, start, end),
  };
};

const rowsOf = (file: AsyncBuffer): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file, parsers: { timestampFromNanoseconds: (nanos: bigint) => nanos } });

describe('parquetWriter', () => {
  it('reads back as the same cells, typed, and null where they are empty', async () => {
    expect(await rowsOf(fileOf([numbers(3, 2)], true))).toEqual([
      {
        capture: 'c0',
        number: 3n,
        byte: 3,
        word: 0xffff_fff0,
        text: 't0',
        time: 1_700_000_003_123_456_789n,
        wait: 0.75,
      },
      { capture: 'c0', number: 4n, byte: 255, word: null, text: null, time: null, wait: null },
    ]);
  });

  it('says what its columns are: unsigned integers, and times in nanoseconds of UTC', async () => {
    const file = fileOf([numbers(0, 1)]);
    const { schema } = parquetMetadata(await file.slice(0));
    expect(schema).toMatchObject([
      { num_children: 6 },
      { name: 'number', type: 'INT64' },
      { name: 'byte', type: 'INT32', converted_type: 'UINT_8' },
      { name: 'word', type: 'INT32', converted_type: 'UINT_32' },
      { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      {
        name: 'time',
        type: 'INT64',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' },
      },
      { name: 'wait', type: 'DOUBLE' },
    ]);
  });

  it('writes row groups as it goes, so that it need not hold all rows', async () => {
    const blocks = Array.from({ length: 20 }, (_, index) => numbers(index * 4096, 4096));
    const file = fileOf(blocks);
    const { row_groups: groups, num_rows: count } = parquetMetadata(await file.slice(0));
    expect(count).toBe(81_920n);
    expect(groups.map(({ num_rows: rows }) => rows)).toEqual([32_768n, 32_768n, 16_384n]);
    const rows = await rowsOf(file);
    expect(rows.every(({ number }, row) => number === BigInt(row))).toBe(true);
  });

  it('writes smaller row groups where columns are many', async () => {
    const many = Array.from({ length: 1024 }, (_, index): Column<Rows> => ({
      name: `n${index}`,
      type: 'number',
      cell: (rows, row) => (rows[row] === 0 ? Number.NaN : rows[row] + index / 4),
    }));
    const writer = parquetWriter(many, { namesCapture: false });
    const bytes = Buffer.concat([
      writer.begin(),
      writer.rows(numbers(0, 2048), 2048),
      writer.rows(numbers(0, 9), 9),
      writer.end(),
    ]);
    const file = {
      byteLength: bytes.length,
      slice: (start: number, end?: number) => sliceOf(bytes, start, end),
    };
    const { row_groups: groups, schema } = parquetMetadata(sliceOf(bytes, 0));
    expect([groups.length, schema[1]]).toMatchObject([2, { name: 'n0', type: 'DOUBLE' }]);
    const [empty, , second] = await rowsOf(file);
    expect([empty.n3, second.n3]).toEqual([null, 2.75]);
  });

  it('is a file without rows where there are none', async () => {
    expect(await rowsOf(fileOf([]))).toEqual([]);
  });
});

import { crc32 } from 'node:zlib';
import {
  ByteWriter,
  type ColumnSource,
  type KeyValue,
  ParquetWriter,
  type SchemaElement,
} from 'hyparquet-writer';
import { CHECKSUM_KEY, checksumText } from './parquet-checksum.ts';
import { type Column, EMPTY, type RowBlock } from './column.ts';
import { NOTHING, type TableOptions, type TableWriter } from './table-writer.ts';

/** Rows of a row group, and cells where columns are many: what is held in memory before it is written. */
const GROUP_ROWS = 32_768;
const GROUP_CELLS = 2 ** 21;

const CREATED_BY = 'networkml';

type Cells = (string | number | bigint | null)[];

/**
 * An Apache Parquet file, one row group after the other, compressed with Snappy. Times are TIMESTAMP(NANOS, UTC) and are
 * empty where 64 bits do not hold them (before 1677 or after 2262). Every column may be empty.
 */
export const parquetWriter = <Rows>(
  columns: readonly Column<Rows>[],
  { namesCapture }: TableOptions,
): TableWriter<Rows> => {
  const bytes = writtenBytes();
  const schema = [
    { name: 'root', num_children: columns.length + Number(namesCapture) },
    ...(namesCapture ? [textElement('capture')] : []),
    ...columns.map(schemaElement),
  ];
  const kvMetadata: KeyValue[] = []; // filled when all rows are written
  const file = new ParquetWriter({ writer: bytes.writer, schema, kvMetadata, createdBy: CREATED_BY });
  const cells: Cells[] = columns.map(() => []);
  const captures: string[] = [];
  let capture = '';
  let gathered = 0;
  const groupRows = Math.min(GROUP_ROWS, Math.ceil(GROUP_CELLS / columns.length));
  const writeGroup = (): Uint8Array => {
    if (gathered === 0) return NOTHING;
    const named: ColumnSource[] = namesCapture ? [{ name: 'capture', data: captures }] : [];
    const columnData = [...named, ...columns.map((column, index) => source(column, cells[index]))];
    void file.write({ columnData, rowGroupSize: gathered });
    captures.length = 0;
    for (const column of cells) column.length = 0;
    gathered = 0;
    return bytes.take();
  };
  return {
    begin: bytes.take,
    capture: (name) => {
      capture = name;
      return NOTHING;
    },
    rows: (rows, count) => {
      columns.forEach((column, index) => gather(column, { rows, count }, cells[index]));
      if (namesCapture) for (let row = 0; row < count; row += 1) captures.push(capture);
      gathered += count;
      return gathered < groupRows ? NOTHING : writeGroup();
    },
    end: () => {
      const group = Buffer.concat([writeGroup(), bytes.take()]); // of no row, the magic alone
      kvMetadata.push({ key: CHECKSUM_KEY, value: bytes.checksum() });
      void file.finish();
      return Buffer.concat([group, bytes.take()]);
    },
  };
};

/** Where a file is written to, taken from piece by piece, and what tells damage of all that was taken. */
const writtenBytes = (): {
  readonly writer: ByteWriter;
  readonly take: () => Uint8Array;
  readonly checksum: () => string;
} => {
  const writer = new ByteWriter();
  let [length, crc] = [0, 0];
  return {
    writer,
    take: () => {
      const taken = writer.getBytes().slice();
      writer.index = 0; // the offset goes on, as that of a file of which the beginning is written
      length += taken.length;
      crc = crc32(taken, crc);
      return taken;
    },
    checksum: () => checksumText(length, crc),
  };
};

const textElement = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
});

const schemaElement = <Rows>(column: Column<Rows>): SchemaElement => {
  const { name } = column;
  switch (column.type) {
    case 'text':
      return textElement(name);
    case 'duration':
    case 'number':
      return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' };
    case 'time':
      return {
        name,
        type: 'INT64',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' },
        repetition_type: 'OPTIONAL',
      };
    case 'integer':
      if (column.bits === 53) return { name, type: 'INT64', repetition_type: 'OPTIONAL' };
      return {
        name,
        type: 'INT32',
        converted_type: UNSIGNED[column.bits],
        repetition_type: 'OPTIONAL',
      };
  }
};

const UNSIGNED = { 8: 'UINT_8', 16: 'UINT_16', 32: 'UINT_32' } as const;

/** Statistics cost time and help where readers choose row groups by them: numbers of packets and times, which ascend. */
const source = <Rows>(column: Column<Rows>, data: Cells): ColumnSource => ({
  name: column.name,
  data,
  offsetIndex: false,
  statistics: column.type === 'time' || (column.type === 'integer' && column.bits === 53),
});

const gather = <Rows>(column: Column<Rows>, { rows, count }: RowBlock<Rows>, cells: Cells): void => {
  switch (column.type) {
    case 'text':
      for (let row = 0; row < count; row += 1) cells.push(column.cell(rows, row) || null);
      return;
    case 'duration':
    case 'number':
      for (let row = 0; row < count; row += 1) cells.push(orNull(column.cell(rows, row), Number.NaN));
      return;
    case 'time':
      for (let row = 0; row < count; row += 1) {
        cells.push(nanosSinceEpoch(column.seconds(rows, row), column.nanos(rows, row)));
      }
      return;
    case 'integer':
      for (let row = 0; row < count; row += 1) {
        const cell = orNull(column.cell(rows, row), EMPTY);
        cells.push(column.bits === 53 && cell !== null ? BigInt(cell) : cell);
      }
  }
};

const orNull = (value: number, empty: number): number | null => (Object.is(value, empty) ? null : value);

/** Whole seconds whose nanoseconds 64 signed bits hold. */
const MAX_SECONDS = 9_223_372_035;

const nanosSinceEpoch = (seconds: number, nanos: number): bigint | null =>
  Math.abs(seconds) <= MAX_SECONDS ? BigInt(seconds) * 1_000_000_000n + BigInt(nanos) : null;

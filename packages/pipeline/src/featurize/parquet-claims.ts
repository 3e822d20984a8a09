import { getHeapStatistics } from 'node:v8';
import { crc32 } from 'node:zlib';
import type {
  ColumnMetaData,
  CompressionCodec,
  DataReader,
  FileMetaData,
  PageHeader,
  RowGroup,
} from 'hyparquet';

/** What a Parquet file says of itself, and what reads the header of a page where the reader stands. */
export interface ParquetClaims {
  readonly file: ArrayBuffer;
  readonly metadata: FileMetaData;
  readonly pageHeader: (reader: DataReader) => PageHeader;
}

/** A cell is a number of 16 bytes, and what points to it in its row, in its column and in its page. */
const CELL_BYTES = 40;

/** More bytes than a compression ever makes of one; what is not among them, the library cannot unpack and says so. */
const MOST_EXPANSION: Readonly<Partial<Record<CompressionCodec, number>>> = {
  UNCOMPRESSED: 1,
  SNAPPY: 64,
  GZIP: 1100,
  ZSTD: 2 ** 17,
};

/**
 * Lets a file pass whose columns are flat and whose pages hold the rows that it says they hold. The library that reads them
 * believes what it is told: memory would be set aside for it, and it would not end over a page that does not say how long it is.
 *
 * @throws Error with what does not hold.
 */
export const requireClaims = (claims: ParquetClaims, header: readonly string[]): void => {
  const { metadata } = claims;
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== Number(metadata.num_rows))
    throw new Error('groups of rows that are not as many as the file says');
  const most = getHeapStatistics().heap_size_limit;
  if (rows * header.length * CELL_BYTES > most) {
    throw new Error(`${rows} rows of ${header.length} columns, more than fit into memory`);
  }
  const chunks = metadata.row_groups.flatMap((group) => chunksOf(group, header));
  const unpackedBytes = chunks.reduce((sum, chunk) => sum + requirePages(chunk, claims), 0);
  if (unpackedBytes > most) throw new Error(`${unpackedBytes} bytes unpacked, more than fit into memory`);
};

interface Chunk {
  readonly rows: number;
  readonly chunk: ColumnMetaData;
}

const chunksOf = (group: RowGroup, header: readonly string[]): Chunk[] => {
  const rows = Number(group.num_rows);
  if (rows < 0 || group.columns.length !== header.length) {
    throw new Error('a group of rows that does not have all columns');
  }
  return group.columns.map(({ meta_data: chunk }, index) => {
    if (chunk?.path_in_schema[0] !== header[index])
      throw new Error('columns in another order than the file says');
    if (chunk.path_in_schema.length > 1) throw new Error(`a column of lists or groups, ${header[index]}`);
    return { rows, chunk };
  });
};

/** How many bytes the pages of a column hold unpacked. */
const requirePages = ({ rows, chunk }: Chunk, { file, pageHeader }: ParquetClaims): number => {
  const dictionary = Number(chunk.dictionary_page_offset ?? 0); // 0, too, where there is none
  const start = dictionary || Number(chunk.data_page_offset);
  const reader = { view: new DataView(file, start, Number(chunk.total_compressed_size)), offset: 0 };
  let unpackedBytes = 0;
  for (let values = 0; values < rows;) {
    const page = pageHeader(reader);
    const { length } = pageBytes(reader, page);
    const most = length * (MOST_EXPANSION[chunk.codec] ?? Number.POSITIVE_INFINITY);
    const count = valuesOf(page);
    if (!isWithin(page.uncompressed_page_size, most))
      throw new Error('a page that says it holds more than it can');
    if (!isWithin(count, rows - values)) throw new Error('a page that does not say for which rows it is');
    values += count;
    unpackedBytes += page.uncompressed_page_size;
    reader.offset += length;
  }
  return unpackedBytes;
};

/** The bytes of a page, undamaged where the page has a checksum. */
const pageBytes = (
  { view, offset }: DataReader,
  { compressed_page_size: size, crc }: PageHeader,
): Uint8Array => {
  if (!isWithin(size, view.byteLength - offset)) throw new Error('a page that ends behind its column');
  const bytes = new Uint8Array(view.buffer, view.byteOffset + offset, size);
  if (crc !== undefined && crc32(bytes) !== crc >>> 0) throw new Error('a page that is not what was written');
  return bytes;
};

/** For how many rows a page holds values; not a number where it does not say what it must. */
const valuesOf = (page: PageHeader): number => {
  const size = page.compressed_page_size;
  switch (page.type) {
    case 'DATA_PAGE':
      return page.data_page_header?.num_values ?? Number.NaN;
    case 'DATA_PAGE_V2': {
      const { data_page_header_v2: header } = page;
      const isWhole =
        isWithin(header?.num_nulls, header?.num_values) &&
        isWithin(header?.definition_levels_byte_length, size) &&
        isWithin(header?.repetition_levels_byte_length, size);
      return isWhole ? (header?.num_values ?? Number.NaN) : Number.NaN;
    }
    case 'DICTIONARY_PAGE':
      return isWithin(page.dictionary_page_header?.num_values, page.uncompressed_page_size) ? 0 : Number.NaN;
    default:
      return Number.NaN;
  }
};

/** What damage leaves out of a header is not there, whatever its type says. */
const isWithin = (count = Number.NaN, most = Number.NaN): boolean => count >= 0 && count <= most;

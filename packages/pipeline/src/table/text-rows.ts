import { type Column, EMPTY } from './column.ts';
import { NOTHING, type TableOptions, type TableWriter, encode } from './table-writer.ts';
import { TextBuffer } from './text-buffer.ts';

/** More than any cell of ours takes, with what stands around it; for longer texts room is made as they come. */
const CELL_BYTES = 128;

/** More than a row takes besides the name of its capture and long texts: cells, and in JSON the names of columns. */
const rowBytes = (columns: readonly { readonly name: string }[]): number =>
  columns.reduce((sum, { name }) => sum + CELL_BYTES + JSON.stringify(name).length, CELL_BYTES);

const COMMA = 0x2c;
const NEWLINE = 0x0a;
const QUOTE = 0x22;

/** Comma-separated values (RFC 4180) with a newline alone at the end of a line; an empty cell is empty. */
export const csvWriter = <Rows>(
  columns: readonly Column<Rows>[],
  { namesCapture }: TableOptions,
): TableWriter<Rows> => {
  const names = columns.map(({ name }) => name);
  const buffer = new TextBuffer();
  const longestRow = rowBytes(columns);
  const writeCell = cellWriter<Rows>(buffer, longestRow);
  let lead = NOTHING;
  return {
    begin: () => encode(`${[...(namesCapture ? ['capture'] : []), ...names].join(',')}\n`),
    capture: (name) => {
      if (namesCapture) lead = encode(`${quoted(name)},`);
      return NOTHING;
    },
    rows: (rows, count) => {
      for (let row = 0; row < count; row += 1) {
        buffer.ensure(longestRow + lead.length);
        buffer.bytes(lead);
        for (let index = 0; index < columns.length; index += 1) {
          if (index > 0) buffer.byte(COMMA);
          writeCell(columns[index], rows, row);
        }
        buffer.byte(NEWLINE);
      }
      return buffer.take();
    },
    end: () => NOTHING,
  };
};

/** Quoted where a reader of CSV would stumble. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What stands between JSON objects: nothing but line ends, or what makes an array of them. */
interface JsonLayout {
  readonly begin: string;
  readonly between: string;
  readonly behind: string;
  readonly end: string;
}

const LINES: JsonLayout = { begin: '', between: '', behind: '}\n', end: '' };
const ARRAY: JsonLayout = { begin: '[\n', between: ',\n', behind: '}', end: '\n]\n' };

/** A JSON object a line; an empty cell is `null`, a time is a string so that it keeps its nine decimals. */
export const jsonLinesWriter = <Rows>(
  columns: readonly Column<Rows>[],
  options: TableOptions,
): TableWriter<Rows> => jsonWriter(columns, options, LINES);

/** The objects of `jsonLinesWriter` as one JSON array. */
export const jsonArrayWriter = <Rows>(
  columns: readonly Column<Rows>[],
  options: TableOptions,
): TableWriter<Rows> => jsonWriter(columns, options, ARRAY);

const jsonWriter = <Rows>(
  columns: readonly Column<Rows>[],
  { namesCapture }: TableOptions,
  layout: JsonLayout,
): TableWriter<Rows> => {
  const keys = columns.map(({ name }, index) => encode(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`));
  const buffer = new TextBuffer();
  const longestRow = rowBytes(columns);
  const writeCell = jsonCellWriter<Rows>(buffer, longestRow);
  let lead = encode('{');
  let written = 0;
  return {
    begin: () => encode(layout.begin),
    capture: (name) => {
      if (namesCapture) lead = encode(`{"capture":${JSON.stringify(name)},`);
      return NOTHING;
    },
    rows: (rows, count) => {
      for (let row = 0; row < count; row += 1) {
        buffer.ensure(longestRow + lead.length);
        if (written > 0) buffer.ascii(layout.between);
        buffer.bytes(lead);
        for (let index = 0; index < columns.length; index += 1) {
          buffer.bytes(keys[index]);
          writeCell(columns[index], rows, row);
        }
        buffer.ascii(layout.behind);
        written += 1;
      }
      return buffer.take();
    },
    end: () => encode(layout.end),
  };
};

/** Writes a cell; false where it is empty and nothing was written. */
type WriteCell<Rows> = (column: Column<Rows>, rows: Rows, row: number) => boolean;

const jsonCellWriter = <Rows>(buffer: TextBuffer, longestRow: number): WriteCell<Rows> => {
  const writeCell = cellWriter<Rows>(buffer, longestRow);
  return (column, rows, row) => {
    const isText = column.type === 'text' || column.type === 'time';
    const mark = buffer.mark();
    if (isText) buffer.byte(QUOTE);
    if (!writeCell(column, rows, row)) {
      buffer.rewind(mark);
      buffer.ascii('null');
    } else if (isText) buffer.byte(QUOTE);
    return true;
  };
};

const cellWriter =
  <Rows>(buffer: TextBuffer, longestRow: number): WriteCell<Rows> =>
  (column, rows, row) => {
    switch (column.type) {
      case 'integer': {
        const value = column.cell(rows, row);
        if (value === EMPTY) return false;
        buffer.integer(value);
        return true;
      }
      case 'text': {
        const text = column.cell(rows, row);
        if (text.length > CELL_BYTES) buffer.ensure(text.length + longestRow);
        buffer.ascii(text);
        return text !== '';
      }
      case 'time': {
        const seconds = column.seconds(rows, row);
        if (Number.isNaN(seconds)) return false;
        buffer.time(seconds, column.nanos(rows, row));
        return true;
      }
      case 'duration': {
        const seconds = column.cell(rows, row);
        if (Number.isNaN(seconds)) return false;
        buffer.duration(seconds);
        return true;
      }
      case 'number': {
        const value = column.cell(rows, row);
        if (Number.isNaN(value)) return false;
        buffer.ascii(String(value));
        return true;
      }
    }
  };

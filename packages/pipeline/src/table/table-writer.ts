/** Turns blocks of rows into pieces of a file: `begin`, then for every capture `capture` and its rows, then `end`. */
export interface TableWriter<Rows> {
  /** What stands ahead of everything. */
  begin(): Uint8Array;
  /** What stands ahead of the rows of a capture. */
  capture(name: string): Uint8Array;
  /** The first `count` rows; the result is the caller's to keep, and may be empty while rows are gathered. */
  rows(rows: Rows, count: number): Uint8Array;
  /** What stands behind everything, and rows that were gathered. */
  end(): Uint8Array;
}

/** How a table is laid out. */
export interface TableOptions {
  /** Whether rows name their capture in a first column `capture`; for tables of several captures. */
  readonly namesCapture: boolean;
}

/** No bytes. */
export const NOTHING: Uint8Array = new Uint8Array(0);

/** Text as UTF-8. */
export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

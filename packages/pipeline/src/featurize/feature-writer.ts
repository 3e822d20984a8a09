import { type FeatureSet, type FeatureTable, columnsOfSets, featureCsvLines } from '@networkml/featurizer';
import type { Piece } from '../files.ts';
import { fixedWidthWriter } from '../table/fixed-width.ts';
import { createTableWriter } from '../table/format.ts';
import type { TableWriter } from '../table/table-writer.ts';
import { type FeatureRows, featureColumns } from './feature-columns.ts';
import { terminalColumns } from './terminal-columns.ts';

/** How features are written: formats of files, or a table for people. */
export const FEATURE_FORMATS = ['csv', 'jsonl', 'parquet', 'table'] as const;

/** One of `FEATURE_FORMATS`. */
export type FeatureFormat = (typeof FEATURE_FORMATS)[number];

/** How a CSV of features is laid out: as NetworkML does it for one capture or for several, or with all identity. */
export type FeatureLayout = 'full' | 'networkml' | 'networkml-combined';

/** Turns the tables of captures into pieces of one file: `table` for each, then `end`. */
export interface FeatureWriter {
  /** The rows of a capture, with what stands ahead of all rows where they are the first. */
  table(capture: string, table: FeatureTable): Iterable<Piece>;
  /** What stands behind everything, and rows that were gathered. */
  end(): Iterable<Piece>;
}

/** What a writer is told of the tables. */
export interface FeatureWriterOptions {
  readonly format: FeatureFormat;
  /** Of CSV; `full` unless given. */
  readonly layout?: FeatureLayout;
  readonly sets: readonly FeatureSet[];
}

/** A writer of that format; what writes Parquet is loaded only for that. */
export const createFeatureWriter = async (options: FeatureWriterOptions): Promise<FeatureWriter> => {
  const { format, sets, layout = 'full' } = options;
  if (format === 'csv') return csvFeatures(layout);
  const names = columnsOfSets(sets).map(({ name }) => name);
  if (format === 'table')
    return blocksOf(fixedWidthWriter(terminalColumns(names), { namesCapture: true }), names.length);
  const columns = featureColumns(names, format === 'parquet' ? 'time' : 'number');
  return blocksOf(await createTableWriter(format, columns, { namesCapture: true }), names.length);
};

/** Characters written at a time. */
const PIECE_LENGTH = 2 ** 16;

const csvFeatures = (layout: FeatureLayout): FeatureWriter => {
  let begun = false;
  return {
    *table(_, table) {
      const lines = featureCsvLines(table, { layout, withHeader: !begun });
      begun = true;
      let piece = '';
      for (const line of lines) {
        piece += line;
        if (piece.length < PIECE_LENGTH) continue;
        yield piece;
        piece = '';
      }
      yield piece;
    },
    end: () => [],
  };
};

/** Cells given to a table writer at a time. */
const CELLS_AT_ONCE = 2 ** 16;

const blocksOf = (writer: TableWriter<FeatureRows>, columns: number): FeatureWriter => {
  const step = Math.max(1, Math.floor(CELLS_AT_ONCE / columns));
  let begun = false;
  return {
    *table(capture, table) {
      if (!begun) yield writer.begin();
      begun = true;
      yield writer.capture(capture);
      for (let first = 0; first < table.rowCount; first += step) {
        yield writer.rows({ table, first }, Math.min(step, table.rowCount - first));
      }
    },
    *end() {
      yield writer.end();
    },
  };
};

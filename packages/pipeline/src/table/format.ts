import type { Column } from './column.ts';
import type { TableOptions, TableWriter } from './table-writer.ts';
import { csvWriter, jsonArrayWriter, jsonLinesWriter } from './text-rows.ts';

/** How a table is written to a file. */
export type TableFormat = 'csv' | 'json' | 'jsonl' | 'parquet';

/** A writer of that format; what writes Parquet is loaded only for that. */
export const createTableWriter = async <Rows>(
  format: TableFormat,
  columns: readonly Column<Rows>[],
  options: TableOptions,
): Promise<TableWriter<Rows>> => {
  switch (format) {
    case 'csv':
      return csvWriter(columns, options);
    case 'json':
      return jsonArrayWriter(columns, options);
    case 'jsonl':
      return jsonLinesWriter(columns, options);
    case 'parquet':
      return (await import('./parquet.ts')).parquetWriter(columns, options);
  }
};

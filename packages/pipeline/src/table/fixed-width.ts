import { NOTHING, type TableWriter, encode } from './table-writer.ts';

/** A column of a table for people; what is wider than it says moves the rest of the line. */
export interface FixedColumn<Rows> {
  readonly title: string;
  readonly width: number;
  /** Numbers stand at the right of their column. */
  readonly align?: 'right';
  readonly cell: (rows: Rows, row: number) => string;
}

/** Lines for people at fixed widths, so that they can be printed as they come; several captures are headed by their names. */
export const fixedWidthWriter = <Rows>(
  columns: readonly FixedColumn<Rows>[],
  options: { readonly namesCapture: boolean },
): TableWriter<Rows> => {
  const head = line(columns, ({ title }) => title);
  let captures = 0;
  return {
    begin: () => (options.namesCapture ? NOTHING : encode(head)),
    capture: (name) => {
      if (!options.namesCapture) return NOTHING;
      captures += 1;
      return encode(`${captures > 1 ? '\n' : ''}${name}\n${head}`);
    },
    rows: (rows, count) =>
      encode(
        Array.from({ length: count }, (_, row) => line(columns, ({ cell }) => cell(rows, row))).join(''),
      ),
    end: () => NOTHING,
  };
};

const line = <Rows>(
  columns: readonly FixedColumn<Rows>[],
  cell: (column: FixedColumn<Rows>) => string,
): string => {
  const cells = columns.map((column) =>
    column.align === 'right' ? cell(column).padStart(column.width) : cell(column).padEnd(column.width),
  );
  return `${cells.join('  ').trimEnd()}\n`;
};

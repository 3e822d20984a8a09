/** Cells in columns as wide as their widest cell: the first to the left, the others to the right. */
export function alignedTable(rows: readonly (readonly string[])[]): readonly string[] {
  const columnCount = Math.max(0, ...rows.map((cells) => cells.length));
  const widths = Array.from({ length: columnCount }, (_, column) =>
    Math.max(...rows.map((cells) => (column < cells.length ? cells[column].length : 0))),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}

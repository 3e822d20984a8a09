/** A dense table of numbers, row-major: the value of row `r` and column `c` is `values[r * columnCount + c]`. */
export interface Matrix {
  /** Shape [rowCount, columnCount]. */
  readonly values: Float64Array;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Class index per row, shape [n]. */
export type Labels = Int32Array;

/** A matrix of zeros, shape [rowCount, columnCount]. */
export const zeros = (rowCount: number, columnCount: number): Matrix => ({
  values: new Float64Array(rowCount * columnCount),
  rowCount,
  columnCount,
});

/** A matrix out of rows of equal length, shape [rows.length, rows[0].length]. */
export const matrixFromRows = (rows: readonly (readonly number[])[]): Matrix => ({
  values: Float64Array.from(rows.flat()),
  rowCount: rows.length,
  columnCount: rows.length === 0 ? 0 : rows[0].length,
});

/** Copies the named rows in the given order, shape [rows.length, x.columnCount]. */
export const selectRows = (x: Matrix, rows: Int32Array): Matrix => {
  const width = x.columnCount;
  const selected = zeros(rows.length, width);
  rows.forEach((row, i) => {
    selected.values.set(x.values.subarray(row * width, (row + 1) * width), i * width);
  });
  return selected;
};

/** Column of the largest value of each row, the first one where several are equal; shape [x.rowCount]. */
export const argmaxRows = (x: Matrix): Labels => {
  const best = new Int32Array(x.rowCount);
  for (let row = 0; row < x.rowCount; row++) {
    const start = row * x.columnCount;
    for (let column = 1; column < x.columnCount; column++) {
      if (x.values[start + column] > x.values[start + best[row]]) best[row] = column;
    }
  }
  return best;
};

import type { Matrix } from '../matrix.ts';

/** A matrix seen through strides, so that a transpose needs no copy: item (r, c) is `values[r * rowStride + c * columnStride]`. */
export interface MatrixView extends Matrix {
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Row-major numbers, perhaps only the first rows of a larger buffer, as a view of shape [rowCount, columnCount]. */
export const viewOf = (values: Float64Array, rowCount: number, columnCount: number): MatrixView => ({
  values,
  rowCount,
  columnCount,
  rowStride: columnCount,
  columnStride: 1,
});

/** The same numbers with rows and columns exchanged. */
export const transposed = (view: MatrixView): MatrixView => ({
  values: view.values,
  rowCount: view.columnCount,
  columnCount: view.rowCount,
  rowStride: view.columnStride,
  columnStride: view.rowStride,
});

/**
 * out = a · b, with a [n, k], b [k, m], and out [n, m] row-major. Every item is summed over k in ascending order,
 * whatever tile it falls into, so a row's result does not depend on the rows that are multiplied with it.
 */
export const multiply = (a: MatrixView, b: MatrixView, out: MatrixView): void => {
  multiplyTiles(a, b, out);
  const tiledRows = out.rowCount - (out.rowCount % TILE);
  const tiledColumns = out.columnCount - (out.columnCount % TILE);
  for (let row = 0; row < out.rowCount; row++) {
    for (let column = row < tiledRows ? tiledColumns : 0; column < out.columnCount; column++) {
      out.values[row * out.rowStride + column] = dot(a, b, { row, column });
    }
  }
};

/** Rows and columns of the block of results that is kept in registers. */
const TILE = 4;

/** One item of a · b. */
const dot = (a: MatrixView, b: MatrixView, at: { readonly row: number; readonly column: number }): number => {
  let sum = 0;
  let left = at.row * a.rowStride;
  let right = at.column * b.columnStride;
  for (let k = 0; k < a.columnCount; k++) {
    sum += a.values[left] * b.values[right];
    left += a.columnStride;
    right += b.rowStride;
  }
  return sum;
};

// eslint-disable-next-line max-lines-per-function -- 16 sums must be local variables to stay in registers; split up it is three times slower
const multiplyTiles = (a: MatrixView, b: MatrixView, out: MatrixView): void => {
  const { values: left, rowStride: leftDown, columnStride: leftAcross } = a;
  const { values: right, rowStride: rightDown, columnStride: rightAcross } = b;
  const { values: target, rowStride: targetDown } = out;
  const inner = a.columnCount;
  for (let row = 0; row + TILE <= out.rowCount; row += TILE) {
    for (let column = 0; column + TILE <= out.columnCount; column += TILE) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      let s23 = 0;
      let s30 = 0;
      let s31 = 0;
      let s32 = 0;
      let s33 = 0;
      let p = row * leftDown;
      let q = column * rightAcross;
      for (let k = 0; k < inner; k++) {
        const a0 = left[p];
        const a1 = left[p + leftDown];
        const a2 = left[p + 2 * leftDown];
        const a3 = left[p + 3 * leftDown];
        const b0 = right[q];
        const b1 = right[q + rightAcross];
        const b2 = right[q + 2 * rightAcross];
        const b3 = right[q + 3 * rightAcross];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
        s23 += a2 * b3;
        s30 += a3 * b0;
        s31 += a3 * b1;
        s32 += a3 * b2;
        s33 += a3 * b3;
        p += leftAcross;
        q += rightDown;
      }
      let o = row * targetDown + column;
      target[o] = s00;
      target[o + 1] = s01;
      target[o + 2] = s02;
      target[o + 3] = s03;
      o += targetDown;
      target[o] = s10;
      target[o + 1] = s11;
      target[o + 2] = s12;
      target[o + 3] = s13;
      o += targetDown;
      target[o] = s20;
      target[o + 1] = s21;
      target[o + 2] = s22;
      target[o + 3] = s23;
      o += targetDown;
      target[o] = s30;
      target[o + 1] = s31;
      target[o + 2] = s32;
      target[o + 3] = s33;
    }
  }
};

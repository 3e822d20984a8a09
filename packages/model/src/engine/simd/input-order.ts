import type { Matrix } from '../../matrix.ts';

/** Columns with those first that are not 0 in every row: products need not look at the rest. */
export interface InputOrder {
  /** All columns, those that matter first. */
  readonly columns: Int32Array;
  /** How many matter; at least 1. */
  readonly used: number;
}

/** Finds the columns that are 0 in every row, such as those that were constant before they were standardised. */
export const inputOrder = (x: Matrix): InputOrder => {
  const isUsed = new Uint8Array(x.columnCount);
  for (let start = 0; start < x.values.length; start += x.columnCount) {
    for (let column = 0; column < x.columnCount; column++)
      if (x.values[start + column] !== 0) isUsed[column] = 1;
  }
  const all = Int32Array.from(isUsed.keys());
  const used = all.filter((column) => isUsed[column] === 1);
  const unused = all.filter((column) => isUsed[column] === 0);
  return { columns: Int32Array.of(...used, ...unused), used: Math.max(1, used.length) };
};

import { ModelError } from '../errors.ts';
import type { Rng } from '../rng.ts';

/** One split of the rows: a model fitted on `train` is judged on `test`. Row indices, ascending. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** How many folds to make, and what shuffles. */
export interface FoldOptions {
  /** At least 2. */
  readonly folds: number;
  readonly rng: Rng;
}

/** Turns the fold each row is tested in, shape [n], into that many folds. */
export const foldsOf = (foldOfRow: Int32Array, foldCount: number): Fold[] =>
  Array.from({ length: foldCount }, (_, fold) => ({
    train: rowsWhere(foldOfRow, (other) => other !== fold),
    test: rowsWhere(foldOfRow, (other) => other === fold),
  }));

/** Throws MODEL_BAD_PARAMETER unless folds is an integer from 2 on. */
export const checkFoldCount = (folds: number): void => {
  if (!Number.isSafeInteger(folds) || folds < 2)
    throw new ModelError('MODEL_BAD_PARAMETER', `folds ${folds}`);
};

const rowsWhere = (foldOfRow: Int32Array, isWanted: (fold: number) => boolean): Int32Array => {
  const rows: number[] = [];
  foldOfRow.forEach((fold, row) => {
    if (isWanted(fold)) rows.push(row);
  });
  return Int32Array.from(rows);
};

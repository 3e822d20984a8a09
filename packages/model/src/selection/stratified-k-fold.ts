import { ModelError } from '../errors.ts';
import type { Labels } from '../matrix.ts';
import { shuffle } from '../rng.ts';
import { type Fold, type FoldOptions, checkFoldCount, foldsOf } from './fold.ts';

/**
 * Shuffled folds in which every class has nearly its share (scikit-learn's StratifiedKFold with shuffle): sizes of the
 * test parts, in all and per class, differ by at most one. A class with fewer rows than folds is absent from some.
 * Throws MODEL_TOO_FEW_ROWS if no class has as many rows as there are folds.
 */
export const stratifiedKFold = (labels: Labels, { folds, rng }: FoldOptions): Fold[] => {
  checkFoldCount(folds);
  const sizes = classSizes(labels);
  if (Math.max(0, ...sizes) < folds) {
    throw new ModelError(
      'MODEL_TOO_FEW_ROWS',
      `${folds} folds, the largest class has ${Math.max(0, ...sizes)} rows`,
    );
  }
  const dealt = dealFolds(sizes, folds);
  for (const foldsOfClass of dealt) shuffle(rng, foldsOfClass);
  const used = new Int32Array(sizes.length);
  return foldsOf(
    labels.map((label) => dealt[label][used[label]++]),
    folds,
  );
};

const classSizes = (labels: Labels): number[] => {
  const sizes: number[] = [];
  for (const label of labels) {
    while (sizes.length <= label) sizes.push(0);
    sizes[label] += 1;
  }
  return sizes;
};

/** Deals folds 0, 1, 2, 0, 1 ... to all rows sorted by class: so classes and folds both come out even. */
const dealFolds = (sizes: readonly number[], folds: number): Int32Array[] => {
  let position = 0;
  return sizes.map((size) => Int32Array.from({ length: size }, () => position++ % folds));
};

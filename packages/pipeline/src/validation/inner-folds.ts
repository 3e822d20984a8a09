import { createRng, deriveSeed } from '@networkml/model';
import { type Fold, stratifiedGroupKFold, stratifiedKFold } from '@networkml/model/training';

/** Enough to choose by; more would cost more than it helps. */
export const INNER_FOLDS = 3;

const INNER_SEED = 0x1a7e;

/** What the rows of a fold are told apart by. */
export interface InnerRows {
  readonly y: Int32Array;
  readonly groups?: readonly string[] | undefined;
  readonly seed: number;
}

/**
 * Splits the training rows of each fold again, along the same groups; by rows where they have but one. Absent where there are too few
 * rows to do so.
 */
export const innerFolds = (folds: readonly Fold[], rows: InnerRows): Fold[][] | undefined => {
  const inner = folds.map(({ train }, fold) =>
    splitAgain(train, rows, deriveSeed(rows.seed, INNER_SEED, fold)),
  );
  const made = inner.filter((splits) => splits !== undefined);
  return made.length === folds.length ? made : undefined;
};

const splitAgain = (train: Int32Array, { y, groups }: InnerRows, seed: number): Fold[] | undefined => {
  const rng = createRng(seed);
  const labels = train.map((row) => y[row]);
  const own = groups === undefined ? [] : Array.from(train, (row) => groups[row]);
  const groupCount = new Set(own).size;
  const rowsOf = new Map<number, number>();
  for (const label of labels) rowsOf.set(label, (rowsOf.get(label) ?? 0) + 1);
  const inOneClass = Math.max(0, ...rowsOf.values());
  if (groupCount < 2 && inOneClass < 2) return undefined;
  const folds =
    groupCount >= 2
      ? stratifiedGroupKFold(labels, own, { folds: Math.min(INNER_FOLDS, groupCount), rng })
      : stratifiedKFold(labels, { folds: Math.min(INNER_FOLDS, inOneClass), rng });
  return folds.map((fold) => ({
    train: fold.train.map((i) => train[i]),
    test: fold.test.map((i) => train[i]),
  }));
};

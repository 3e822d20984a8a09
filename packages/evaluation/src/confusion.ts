import type { Labels } from '@networkml/model';
import { requireClasses, requireEqualLengths } from './errors.ts';

/** How many rows of class `r` were predicted as class `c`: `counts[r][c]`, shape [classes, classes]. */
export type ConfusionCounts = readonly (readonly number[])[];

/**
 * Counts predictions by true and predicted class, as scikit-learn's `confusion_matrix`.
 * Throws an `EvaluationError` if the lengths differ or an index is no class.
 * @param truth shape [n]. @param predicted shape [n].
 */
export function confusionMatrix(truth: Labels, predicted: Labels, classCount: number): ConfusionCounts {
  requireEqualLengths(truth.length, predicted.length);
  requireClasses(truth, classCount);
  requireClasses(predicted, classCount);
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  truth.forEach((label, row) => {
    counts[label][predicted[row]] += 1;
  });
  return counts;
}

/** Two classes that were taken for each other in one direction. */
export interface Confusion {
  /** True class. */
  readonly truth: number;
  /** What it was taken for. */
  readonly predicted: number;
  /** Rows, at least 1. */
  readonly count: number;
  /** Of the rows of the true class, a ratio above 0. */
  readonly share: number;
}

/** The wrong cells of a confusion matrix that hold rows, most rows first, then by class index. */
export function confusions(counts: ConfusionCounts): readonly Confusion[] {
  const wrong = counts.flatMap((row, truth) => {
    const support = row.reduce((total, count) => total + count, 0);
    return row
      .map((count, predicted) => ({ truth, predicted, count, share: count / support }))
      .filter((cell) => cell.count > 0 && cell.predicted !== truth);
  });
  return wrong.sort((a, b) => b.count - a.count);
}

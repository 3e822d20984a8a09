import type { Labels, Matrix } from '@networkml/model';
import { EvaluationError, requireClasses, requireEqualLengths } from './errors.ts';

/** The most probable class of each row, the first one where several are equal; shape [probabilities.rowCount]. */
export function mostProbable(probabilities: Matrix): Labels {
  return Int32Array.from({ length: probabilities.rowCount }, (_, row) => {
    const values = rowOf(probabilities, row);
    return values.indexOf(Math.max(...values));
  });
}

/**
 * Share of rows whose true class is among the `k` most probable; 0 if there are no rows.
 * Of equal probabilities the class of lower index ranks first, so that k = 1 agrees with `mostProbable`
 * (scikit-learn's `top_k_accuracy_score` prefers the higher index; without ties the two are equal).
 * Throws an `EvaluationError` if the lengths differ, a label is no class, or `k` is no whole number of at least 1.
 * @param truth shape [n]. @param probabilities shape [n, classes].
 */
export function topKAccuracy(truth: Labels, probabilities: Matrix, k: number): number {
  requireEqualLengths(truth.length, probabilities.rowCount);
  requireClasses(truth, probabilities.columnCount);
  if (!Number.isInteger(k) || k < 1) throw new EvaluationError('EVALUATION_K', String(k));
  if (truth.length === 0) return 0;
  const hits = truth.filter((label, row) => rankOf(label, rowOf(probabilities, row)) < k).length;
  return hits / truth.length;
}

/** The probability of the most probable class of each row, shape [probabilities.rowCount]. */
export function highestProbabilities(probabilities: Matrix): Float64Array {
  return Float64Array.from({ length: probabilities.rowCount }, (_, row) =>
    Math.max(...rowOf(probabilities, row)),
  );
}

/** The probabilities of one row, a view of the matrix. */
export function rowOf(probabilities: Matrix, row: number): Float64Array {
  const { values, columnCount } = probabilities;
  return values.subarray(row * columnCount, (row + 1) * columnCount);
}

/** How many classes are ahead of this one. */
function rankOf(label: number, values: Float64Array): number {
  const own = values[label];
  return values.filter((value, other) => value > own || (value === own && other < label)).length;
}

import type { Scorer } from '../estimator.ts';
import type { EstimatorParams } from '../estimators/params.ts';
import { type Labels, type Matrix, argmaxRows } from '../matrix.ts';
import type { Fold } from './fold.ts';
import type { FoldResult } from './fold-task.ts';

/** How one candidate did in a grid search. */
export interface CandidateResult {
  readonly params: EstimatorParams;
  /** Mean of the fold scores; null for a candidate that failed on any fold. */
  readonly meanScore: number | null;
  /** Population standard deviation of the fold scores; null as above. */
  readonly stdScore: number | null;
  /** In the order of the folds; null where the fold failed. */
  readonly foldScores: readonly (number | null)[];
  /** Message of the first failure. */
  readonly error?: string;
}

/** What the predictions of the folds are held against. */
export interface FoldTruth {
  readonly y: Labels;
  readonly classCount: number;
  readonly folds: readonly Fold[];
}

/** Scores each fold's predictions and averages them. */
export const scoreCandidate = (
  params: EstimatorParams,
  results: readonly FoldResult[],
  truth: FoldTruth & { readonly scorer: Scorer },
): CandidateResult => {
  const foldScores = results.map((result, i) => {
    if (result.status === 'failed') return null;
    const expected = truth.folds[i].test.map((row) => truth.y[row]);
    return truth.scorer(expected, argmaxRows(result.probabilities), truth.classCount);
  });
  const error = results.find((result) => result.status === 'failed')?.error;
  if (error !== undefined) return { params, meanScore: null, stdScore: null, foldScores, error };
  const scores = foldScores.filter((score) => score !== null);
  const meanScore = mean(scores);
  const stdScore = Math.sqrt(mean(scores.map((score) => (score - meanScore) ** 2)));
  return { params, meanScore, stdScore, foldScores };
};

/**
 * Puts the folds' probabilities in the order of the rows, shape [n, classCount]; NaN for a row in no test part. Of a row that
 * several folds test, the first fold's: an average would be the answer of several models.
 */
export const outOfFoldProbabilities = (results: readonly FoldResult[], truth: FoldTruth): Matrix => {
  const { y, classCount, folds } = truth;
  const values = new Float64Array(y.length * classCount).fill(NaN);
  results.forEach((result, fold) => {
    if (result.status === 'failed') return;
    const { probabilities } = result;
    folds[fold].test.forEach((row, i) => {
      if (!Number.isNaN(values[row * classCount])) return;
      values.set(probabilities.values.subarray(i * classCount, (i + 1) * classCount), row * classCount);
    });
  });
  return { values, rowCount: y.length, columnCount: classCount };
};

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

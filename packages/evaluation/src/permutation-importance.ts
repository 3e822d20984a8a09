import {
  type FittedModel,
  type Labels,
  type Matrix,
  type Scorer,
  createRng,
  deriveSeed,
  shuffle,
} from '@networkml/model';
import { EvaluationError, requireEqualLengths } from './errors.ts';
import { weightedF1 } from './metrics.ts';
import { mostProbable } from './ranking.ts';

/** How much worse a model does without what a feature says. */
export interface FeatureImportance {
  readonly feature: string;
  /** Loss of score, averaged over the repeats; may be a little below 0 by chance. */
  readonly meanDrop: number;
  /** Standard deviation of the loss over the repeats. */
  readonly deviation: number;
}

/** What is permuted, and how often. */
export interface ImportanceOptions {
  /** Names of the columns, shape [d]. */
  readonly features: readonly string[];
  /** Weighted F1 unless given. */
  readonly scorer?: Scorer;
  /** 5 unless given. */
  readonly repeats?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

/**
 * Loss of score when the values of one feature are put in random order over the rows (Breiman 2001; scikit-learn's
 * `permutation_importance`), most important first. Features that say the same share what they say: each seems unimportant.
 * Throws an `EvaluationError` if names and columns or truth and rows differ in number.
 * @param x shape [n, d]. @param truth shape [n].
 */
export function permutationImportance(
  model: FittedModel,
  { x, truth }: { readonly x: Matrix; readonly truth: Labels },
  { features, scorer = weightedF1, repeats = 5, seed = 1 }: ImportanceOptions,
): readonly FeatureImportance[] {
  requireEqualLengths(truth.length, x.rowCount);
  if (features.length !== x.columnCount) {
    throw new EvaluationError('EVALUATION_FEATURES', `${features.length} and ${x.columnCount}`);
  }
  const scoreOf = (rows: Matrix): number => {
    const probabilities = model.predictProbabilities(rows);
    return scorer(truth, mostProbable(probabilities), probabilities.columnCount);
  };
  const baseline = scoreOf(x);
  const importance = features.map((feature, column) => {
    if (isConstant(x, column)) return { feature, meanDrop: 0, deviation: 0 };
    const drops = Array.from(
      { length: repeats },
      (_, repeat) => baseline - scoreOf(permuted(x, column, deriveSeed(seed, column, repeat))),
    );
    return { feature, ...meanAndDeviation(drops) };
  });
  return importance.sort((a, b) => b.meanDrop - a.meanDrop);
}

function isConstant({ values, rowCount, columnCount }: Matrix, column: number): boolean {
  for (let row = 1; row < rowCount; row++) {
    if (values[row * columnCount + column] !== values[column]) return false;
  }
  return true;
}

function permuted(x: Matrix, column: number, seed: number): Matrix {
  const order = Int32Array.from({ length: x.rowCount }, (_, row) => row);
  shuffle(createRng(seed), order);
  const values = Float64Array.from(x.values);
  order.forEach((from, row) => {
    values[row * x.columnCount + column] = x.values[from * x.columnCount + column];
  });
  return { ...x, values };
}

function meanAndDeviation(drops: readonly number[]): { meanDrop: number; deviation: number } {
  const meanDrop = drops.reduce((sum, drop) => sum + drop, 0) / Math.max(1, drops.length);
  const squares = drops.reduce((sum, drop) => sum + (drop - meanDrop) ** 2, 0);
  return { meanDrop, deviation: Math.sqrt(squares / Math.max(1, drops.length)) };
}

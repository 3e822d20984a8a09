import type { Labels } from '@networkml/model';
import { type ConfusionCounts, confusionMatrix } from './confusion.ts';
import { requireEqualLengths } from './errors.ts';

/** Precision, recall and their harmonic mean, each a ratio from 0 to 1. */
export interface Scores {
  /** Of the rows predicted as the class, those that are; 0 if none was. */
  readonly precision: number;
  /** Of the rows of the class, those predicted as it; 0 if there are none. */
  readonly recall: number;
  /** `2 precision recall / (precision + recall)`; 0 if both are 0. */
  readonly f1: number;
}

/** The scores of one class. */
export interface ClassScores extends Scores {
  /** Rows of the class. */
  readonly support: number;
  /** Rows predicted as the class. */
  readonly predictedCount: number;
}

/** The scores of every class and their two averages. */
export interface ScoreTable {
  /** By class index. */
  readonly perClass: readonly ClassScores[];
  /** Mean weighted by support. */
  readonly weighted: Scores;
  /** Plain mean over the classes that occur in the truth or among the predictions. */
  readonly macro: Scores;
}

/**
 * Share of rows predicted right, as scikit-learn's `accuracy_score`; 0 if there are no rows.
 * Throws an `EvaluationError` if the lengths differ.
 * @param truth shape [n]. @param predicted shape [n].
 */
export function accuracy(truth: Labels, predicted: Labels): number {
  requireEqualLengths(truth.length, predicted.length);
  const right = truth.filter((label, row) => label === predicted[row]).length;
  return ratio(right, truth.length);
}

/**
 * Scores by class and averaged, as scikit-learn's `precision_recall_fscore_support` with `zero_division=0`.
 * An average F1 is the mean of the classes' F1, not the F1 of average precision and recall.
 */
export function precisionRecallF1(counts: ConfusionCounts): ScoreTable {
  const perClass = counts.map((row, label) => classScores(counts, row, label));
  const occurring = perClass.filter(({ support, predictedCount }) => support + predictedCount > 0);
  return {
    perClass,
    weighted: average(occurring, ({ support }) => support),
    macro: average(occurring, () => 1),
  };
}

/**
 * F1 averaged over the classes by support, as scikit-learn's `f1_score(average='weighted')`; a `Scorer` of the model package.
 * Throws an `EvaluationError` if the lengths differ or an index is no class.
 */
export function weightedF1(truth: Labels, predicted: Labels, classCount: number): number {
  return precisionRecallF1(confusionMatrix(truth, predicted, classCount)).weighted.f1;
}

function classScores(counts: ConfusionCounts, row: readonly number[], label: number): ClassScores {
  const support = sum(row);
  const predictedCount = sum(counts.map((other) => other[label]));
  const precision = ratio(row[label], predictedCount);
  const recall = ratio(row[label], support);
  const f1 = ratio(2 * row[label], support + predictedCount);
  return { precision, recall, f1, support, predictedCount };
}

function average(classes: readonly ClassScores[], weightOf: (scores: ClassScores) => number): Scores {
  const total = sum(classes.map(weightOf));
  const mean = (valueOf: (scores: ClassScores) => number): number =>
    ratio(sum(classes.map((scores) => weightOf(scores) * valueOf(scores))), total);
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

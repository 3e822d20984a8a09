import type { Labels, Matrix } from '@networkml/model';
import { type ConfusionCounts, confusionMatrix, confusions } from './confusion.ts';
import { EvaluationError, requireEqualLengths } from './errors.ts';
import { accuracy, type ClassScores, precisionRecallF1, type Scores } from './metrics.ts';
import { mostProbable, rowOf, topKAccuracy } from './ranking.ts';

/** What a model said about rows whose role is known. */
export interface EvaluationInput {
  /** True class of each row, shape [n]. */
  readonly truth: Labels;
  /** Shape [n, roles]; a column a role. */
  readonly probabilities: Matrix;
  /** Role names by class index. */
  readonly roles: readonly string[];
  /** A row is Unknown unless its highest probability exceeds this; 0.5 unless given. */
  readonly unknownThreshold?: number;
}

/** How well a model did; plain data, so that `JSON.stringify` writes all of it. Ratios are from 0 to 1. */
export interface EvaluationReport {
  readonly rowCount: number;
  /** The answer being the most probable role of each row, whatever its probability. */
  readonly accuracy: number;
  /** Share of rows whose role is among the three most probable. */
  readonly top3Accuracy: number;
  /** Averages weighted by the rows of each role. */
  readonly weighted: Scores;
  /** Plain averages over the roles that occur. */
  readonly macro: Scores;
  readonly unknown: UnknownReport;
  readonly perRole: readonly RoleReport[];
  readonly confusion: { readonly roles: readonly string[]; readonly counts: ConfusionCounts };
  /** At most ten, most rows first. */
  readonly mostConfused: readonly ConfusedPair[];
}

/** What the threshold does. */
export interface UnknownReport {
  readonly threshold: number;
  /** Share of rows called Unknown. */
  readonly share: number;
  /** Accuracy on the other rows; null if there are none. */
  readonly answeredAccuracy: number | null;
}

/** The scores of one role. */
export interface RoleReport extends ClassScores {
  readonly role: string;
}

/** Rows of one role that were taken for another. */
export interface ConfusedPair {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
  /** Of all rows of the true role. */
  readonly share: number;
}

const DEFAULT_THRESHOLD = 0.5;
const MOST_CONFUSED = 10;

/**
 * Compares predictions with the truth.
 * Throws an `EvaluationError` if the rows or roles do not match, or an index is no class.
 */
export function evaluate(input: EvaluationInput): EvaluationReport {
  const { truth, probabilities, roles } = input;
  requireEqualLengths(truth.length, probabilities.rowCount);
  if (roles.length !== probabilities.columnCount) {
    const detail = `${roles.length} and ${probabilities.columnCount}`;
    throw new EvaluationError('EVALUATION_ROLES', detail);
  }
  const predicted = mostProbable(probabilities);
  const counts = confusionMatrix(truth, predicted, roles.length);
  const { perClass, weighted, macro } = precisionRecallF1(counts);
  return {
    rowCount: truth.length,
    accuracy: accuracy(truth, predicted),
    top3Accuracy: topKAccuracy(truth, probabilities, 3),
    weighted,
    macro,
    unknown: unknownReport(input, predicted),
    perRole: perClass.map((scores, label) => ({ role: roles[label], ...scores })),
    confusion: { roles: [...roles], counts },
    mostConfused: confusedPairs(counts, roles),
  };
}

function unknownReport(input: EvaluationInput, predicted: Labels): UnknownReport {
  const { truth, probabilities, unknownThreshold: threshold = DEFAULT_THRESHOLD } = input;
  const isAnswered = (row: number): boolean => rowOf(probabilities, row)[predicted[row]] > threshold;
  const answeredTruth = truth.filter((_, row) => isAnswered(row));
  const answeredPredicted = predicted.filter((_, row) => isAnswered(row));
  const answeredCount = answeredTruth.length;
  return {
    threshold,
    share: truth.length === 0 ? 0 : (truth.length - answeredCount) / truth.length,
    answeredAccuracy: answeredCount === 0 ? null : accuracy(answeredTruth, answeredPredicted),
  };
}

function confusedPairs(counts: ConfusionCounts, roles: readonly string[]): readonly ConfusedPair[] {
  return confusions(counts)
    .slice(0, MOST_CONFUSED)
    .map(({ truth, predicted, count, share }) => ({
      truth: roles[truth],
      predicted: roles[predicted],
      count,
      share,
    }));
}

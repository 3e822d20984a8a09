import type { Labels, Matrix } from '@networkml/model';
import {
  type BootstrapOptions,
  type RoleIntervals,
  type ScoreIntervals,
  bootstrapScores,
} from './bootstrap.ts';
import { type CalibrationReport, calibrationReport } from './calibration.ts';
import { type ConfusionCounts, confusionMatrix, confusions } from './confusion.ts';
import { EvaluationError, requireEqualLengths } from './errors.ts';
import { accuracy, type ClassScores, precisionRecallF1, type Scores } from './metrics.ts';
import { mostProbable, rowOf, topKAccuracy } from './ranking.ts';
import { type RoleCurves, roleCurves } from './role-curves.ts';
import { type UnknownReport, unknownReport } from './unknown-report.ts';

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
  /** Why the model calls a row Unknown, null where it does not, shape [n]; it takes the place of the threshold. */
  readonly unknownReasons?: readonly (string | null)[];
  /** Which row is whose, shape [n]; then the report names the captures to look at, and can be compared with others. */
  readonly rows?: readonly RowReference[];
  /** How intervals are made; `groups` keeps rows together. */
  readonly bootstrap?: BootstrapOptions;
}

/** Whose a row is. */
export interface RowReference {
  /** Name of the capture file. */
  readonly capture: string;
  /** Address of the device. */
  readonly device: string;
  /** Start of the window, seconds since 1970-01-01 UTC; absent where rows are of whole captures. */
  readonly windowStart?: number;
}

/** How well a model did; plain data, so that `JSON.stringify` writes all of it. Ratios are from 0 to 1. */
export interface EvaluationReport {
  readonly rowCount: number;
  /** The answer being the most probable role of each row, whatever its probability. */
  readonly accuracy: number;
  /** Share of rows whose role is among the three most probable. */
  readonly top3Accuracy: number;
  /** Accuracy among the first k guesses, for k from 1 to 5, or to the number of roles. */
  readonly topK: readonly { readonly k: number; readonly accuracy: number }[];
  /** Averages weighted by the rows of each role. */
  readonly weighted: Scores;
  /** Plain averages over the roles that occur. */
  readonly macro: Scores;
  /** Bootstrap intervals of the averages; those of the roles stand at the roles. */
  readonly intervals: Omit<ScoreIntervals, 'perRole'>;
  readonly calibration: CalibrationReport;
  /** By role, against the rest. */
  readonly curves: readonly RoleCurves[];
  readonly unknown: UnknownReport;
  readonly perRole: readonly RoleReport[];
  readonly confusion: { readonly roles: readonly string[]; readonly counts: ConfusionCounts };
  /** At most ten, most rows first. */
  readonly mostConfused: readonly ConfusedPair[];
  /** The answer to every row; absent where it is not known whose the rows are. */
  readonly rows?: readonly RowOutcome[];
}

/** What was said of one row. */
export interface RowOutcome extends RowReference {
  readonly truth: string;
  readonly predicted: string;
  /** Probability of the predicted role, to four decimals. */
  readonly confidence: number;
}

/** The scores of one role. */
export interface RoleReport extends ClassScores {
  readonly role: string;
  readonly intervals: RoleIntervals;
}

/** Rows of one role that were taken for another. */
export interface ConfusedPair {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
  /** Of all rows of the true role. */
  readonly share: number;
  /** At most five of the rows, those with the most confidence first; absent where it is not known whose they are. */
  readonly lookAt?: readonly (RowReference & { readonly confidence: number })[];
}

const MOST_CONFUSED = 10;
const MOST_GUESSES = 5;
const ROWS_TO_LOOK_AT = 5;

/**
 * Compares predictions with the truth.
 * Throws an `EvaluationError` if the rows or roles do not match, or an index is no class.
 */
export function evaluate(input: EvaluationInput): EvaluationReport {
  const { truth, probabilities, roles, rows } = input;
  requireEqualLengths(truth.length, probabilities.rowCount);
  if (rows !== undefined) requireEqualLengths(truth.length, rows.length);
  if (roles.length !== probabilities.columnCount) {
    const detail = `${roles.length} and ${probabilities.columnCount}`;
    throw new EvaluationError('EVALUATION_ROLES', detail);
  }
  const predicted = mostProbable(probabilities);
  const counts = confusionMatrix(truth, predicted, roles.length);
  const { perClass, weighted, macro } = precisionRecallF1(counts);
  const outcomes = rows === undefined ? undefined : rowOutcomes(rows, input, predicted);
  const { perRole: ofRoles, ...intervals } = bootstrapScores(truth, predicted, {
    ...input.bootstrap,
    classCount: roles.length,
  });
  return {
    rowCount: truth.length,
    accuracy: accuracy(truth, predicted),
    top3Accuracy: topKAccuracy(truth, probabilities, 3),
    topK: Array.from({ length: Math.min(MOST_GUESSES, roles.length) }, (_, i) => ({
      k: i + 1,
      accuracy: topKAccuracy(truth, probabilities, i + 1),
    })),
    weighted,
    macro,
    intervals,
    calibration: calibrationReport(truth, probabilities),
    curves: roleCurves(truth, probabilities, roles),
    unknown: unknownReport(input, predicted),
    perRole: perClass.map((scores, label) => ({ role: roles[label], ...scores, intervals: ofRoles[label] })),
    confusion: { roles: [...roles], counts },
    mostConfused: confusedPairs(counts, roles, outcomes),
    ...(outcomes === undefined ? {} : { rows: outcomes }),
  };
}

function rowOutcomes(
  rows: readonly RowReference[],
  { truth, probabilities, roles }: EvaluationInput,
  predicted: Labels,
): readonly RowOutcome[] {
  return rows.map(({ capture, device, windowStart }, row) => ({
    capture,
    device,
    ...(windowStart === undefined ? {} : { windowStart }),
    truth: roles[truth[row]],
    predicted: roles[predicted[row]],
    confidence: Math.round(rowOf(probabilities, row)[predicted[row]] * 1e4) / 1e4,
  }));
}

function confusedPairs(
  counts: ConfusionCounts,
  roles: readonly string[],
  outcomes: readonly RowOutcome[] | undefined,
): readonly ConfusedPair[] {
  return confusions(counts)
    .slice(0, MOST_CONFUSED)
    .map(({ count, share, ...pair }) => {
      const [truth, predicted] = [roles[pair.truth], roles[pair.predicted]];
      if (outcomes === undefined) return { truth, predicted, count, share };
      const own = outcomes.filter((row) => row.truth === truth && row.predicted === predicted);
      const lookAt = own
        .sort((a, b) => b.confidence - a.confidence)
        .slice(0, ROWS_TO_LOOK_AT)
        .map(({ capture, device, confidence }) => ({ capture, device, confidence }));
      return { truth, predicted, count, share, lookAt };
    });
}

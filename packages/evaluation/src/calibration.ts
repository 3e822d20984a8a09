import type { Labels, Matrix } from '@networkml/model';
import { requireClasses, requireEqualLengths } from './errors.ts';
import { mostProbable, rowOf } from './ranking.ts';

/** Rows of about the same confidence, and how often they were right. */
export interface ReliabilityBin {
  /** Lowest and highest confidence that belongs here; the lower bound itself only in the first bin. */
  readonly from: number;
  readonly to: number;
  /** Rows, at least 1. */
  readonly count: number;
  /** Mean confidence of the rows. */
  readonly confidence: number;
  /** Share of the rows that are right. */
  readonly accuracy: number;
}

/** How far probabilities can be taken at their word. */
export interface CalibrationReport {
  /** Mean distance of confidence and accuracy over the bins, weighted by rows (Naeini et al., AAAI 2015). */
  readonly expectedCalibrationError: number;
  /** Mean squared distance of probabilities from the truth, from 0 to 2 (Brier 1950). */
  readonly brier: number;
  /** Mean of minus the natural logarithm of the true role's probability. */
  readonly logLoss: number;
  /** Bins that hold rows, by confidence. */
  readonly bins: readonly ReliabilityBin[];
}

/** How confidences are put together. */
export interface BinOptions {
  /** 15 unless given. */
  readonly count?: number;
  /** `width`: bins equally wide; `mass`: bins of equally many rows. */
  readonly equal?: 'width' | 'mass';
}

const BIN_COUNT = 15;

/** Confidence and rightness of rows, in bins; empty bins are left out. Shapes [n] and [n]. */
export function reliabilityBins(
  confidences: Float64Array,
  isRight: readonly boolean[],
  { count = BIN_COUNT, equal = 'width' }: BinOptions = {},
): readonly ReliabilityBin[] {
  requireEqualLengths(isRight.length, confidences.length);
  const order = [...confidences.keys()].sort((a, b) => confidences[a] - confidences[b]);
  const rows: number[][] = Array.from({ length: count }, () => []);
  order.forEach((row, rank) => {
    const byWidth = Math.ceil(confidences[row] * count) - 1;
    const bin = equal === 'width' ? byWidth : Math.floor((rank * count) / order.length);
    rows[Math.min(count - 1, Math.max(0, bin))].push(row);
  });
  return rows.flatMap((own, bin) => {
    if (own.length === 0) return [];
    const [first, last] = [confidences[own[0]], confidences[own[own.length - 1]]];
    return {
      from: equal === 'width' ? bin / count : first,
      to: equal === 'width' ? (bin + 1) / count : last,
      count: own.length,
      confidence: own.reduce((sum, row) => sum + confidences[row], 0) / own.length,
      accuracy: own.filter((row) => isRight[row]).length / own.length,
    };
  });
}

/** Mean distance of confidence and accuracy, weighted by rows; 0 without rows. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const distance = bins.reduce(
    (sum, { count, confidence, accuracy }) => sum + count * Math.abs(confidence - accuracy),
    0,
  );
  return total === 0 ? 0 : distance / total;
}

/**
 * Squared distance of probabilities from 1 for the true class and 0 for the others, summed over classes and averaged over
 * rows, as scikit-learn's `brier_score_loss` for several classes with `scale_by_half=False`; 0 without rows.
 */
export function brierScore(truth: Labels, probabilities: Matrix): number {
  requireTruth(truth, probabilities);
  return meanOverRows(truth, (label, row) =>
    rowOf(probabilities, row).reduce((sum, p, other) => sum + (p - (other === label ? 1 : 0)) ** 2, 0),
  );
}

/** Mean of minus ln p of the true class, p kept above 2^-52 as in scikit-learn's `log_loss`; 0 without rows. */
export function logLoss(truth: Labels, probabilities: Matrix): number {
  requireTruth(truth, probabilities);
  return meanOverRows(truth, (label, row) => {
    const p = rowOf(probabilities, row)[label];
    return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)));
  });
}

/** All figures of calibration; confidence is the highest probability of a row. */
export function calibrationReport(
  truth: Labels,
  probabilities: Matrix,
  options?: BinOptions,
): CalibrationReport {
  const predicted = mostProbable(probabilities);
  const confidences = Float64Array.from(predicted, (label, row) => rowOf(probabilities, row)[label]);
  const isRight = Array.from(predicted, (label, row) => label === truth[row]);
  const bins = reliabilityBins(confidences, isRight, options);
  return {
    expectedCalibrationError: expectedCalibrationError(bins),
    brier: brierScore(truth, probabilities),
    logLoss: logLoss(truth, probabilities),
    bins,
  };
}

function requireTruth(truth: Labels, probabilities: Matrix): void {
  requireEqualLengths(truth.length, probabilities.rowCount);
  requireClasses(truth, probabilities.columnCount);
}

function meanOverRows(truth: Labels, lossOf: (label: number, row: number) => number): number {
  const sum = truth.reduce((total, label, row) => total + lossOf(label, row), 0);
  return truth.length === 0 ? 0 : sum / truth.length;
}

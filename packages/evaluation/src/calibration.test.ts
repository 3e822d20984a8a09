import { matrixFromRows } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import {
  brierScore,
  calibrationReport,
  expectedCalibrationError,
  logLoss,
  reliabilityBins,
} from './calibration.ts';

const TRUTH = Int32Array.of(0, 1, 1, 2, 3);
const PROBABILITIES = matrixFromRows([
  [0.9, 0.1, 0, 0],
  [0.3, 0.6, 0.1, 0],
  [0.7, 0.2, 0.1, 0],
  [0.3, 0.3, 0.3, 0.1],
  [0.4, 0.3, 0.2, 0.1],
]);

describe('reliabilityBins', () => {
  const confidences = Float64Array.of(0.1, 0.5, 0.45, 0.9, 1);
  const isRight = [false, true, false, true, false];

  it('puts a confidence on the end of a bin into that bin, and leaves out empty bins', () => {
    const bins = reliabilityBins(confidences, isRight, { count: 2 });
    expect(bins).toMatchObject([
      { from: 0, to: 0.5, count: 3, accuracy: 1 / 3 },
      { from: 0.5, to: 1, count: 2, confidence: 0.95, accuracy: 0.5 },
    ]);
    expect(bins[0].confidence).toBeCloseTo(0.35, 12);
    expect(reliabilityBins(confidences, isRight, { count: 10 }).map(({ from }) => from)).toEqual([
      0, 0.4, 0.8, 0.9,
    ]);
  });

  it('makes bins of equally many rows where asked to', () => {
    const bins = reliabilityBins(confidences, isRight, { count: 2, equal: 'mass' });
    expect(bins.map(({ from, to, count }) => [from, to, count])).toEqual([
      [0.1, 0.5, 3],
      [0.9, 1, 2],
    ]);
  });

  it('puts a confidence of 0 into the first bin', () => {
    expect(reliabilityBins(Float64Array.of(0), [false])).toMatchObject([{ from: 0, count: 1 }]);
  });
});

describe('expectedCalibrationError', () => {
  it('weights the distance of each bin by its rows', () => {
    const bins = [
      { from: 0, to: 0.5, count: 3, confidence: 0.4, accuracy: 0.2 },
      { from: 0.5, to: 1, count: 1, confidence: 0.9, accuracy: 1 },
    ];
    expect(expectedCalibrationError(bins)).toBeCloseTo((3 * 0.2 + 0.1) / 4, 15);
  });

  it('is 0 without rows', () => {
    expect(expectedCalibrationError([])).toBe(0);
  });
});

describe('brierScore', () => {
  it("equals scikit-learn's, unhalved", () => {
    expect(brierScore(TRUTH, PROBABILITIES)).toBeCloseTo(0.64, 12);
  });
});

describe('logLoss', () => {
  it("equals scikit-learn's log_loss", () => {
    expect(logLoss(TRUTH, PROBABILITIES)).toBeCloseTo(1.1464363898355798, 12);
  });

  it('is large but finite where the truth was called impossible', () => {
    expect(logLoss(Int32Array.of(1), matrixFromRows([[1, 0]]))).toBeCloseTo(36.04365338911715, 9);
  });
});

describe('calibrationReport', () => {
  it('is 0 for a model that is sure and right', () => {
    const report = calibrationReport(
      Int32Array.of(0, 1),
      matrixFromRows([
        [1, 0],
        [0, 1],
      ]),
    );
    expect(report).toMatchObject({ expectedCalibrationError: 0, brier: 0 });
    expect(report.logLoss).toBeCloseTo(0, 12);
  });
});

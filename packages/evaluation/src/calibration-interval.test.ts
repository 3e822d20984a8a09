import { describe, expect, it } from 'vitest';
import { calibrationErrorInterval } from './calibration-interval.ts';
import { calibrationReport } from './calibration.ts';

/** Two classes; the first is true of every row whose number is no multiple of four. */
const truth = Int32Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 1 : 0));
const sure = (confidence: number): Float64Array =>
  Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? confidence : 1 - confidence));

describe('calibrationErrorInterval', () => {
  it('estimates what the report does, and lies around the distance of confidence and accuracy', () => {
    const probabilities = { values: sure(0.95), rowCount: 200, columnCount: 2 };
    const { estimate, low, high } = calibrationErrorInterval(truth, probabilities);
    expect(estimate).toBe(calibrationReport(truth, probabilities).expectedCalibrationError);
    expect(estimate).toBeCloseTo(0.2);
    expect(low).toBeGreaterThan(0.12);
    expect(low).toBeLessThan(0.18);
    expect(high).toBeGreaterThan(0.22);
    expect(high).toBeLessThan(0.28);
  });

  it('is wider where rows are drawn by group', () => {
    const probabilities = { values: sure(0.75), rowCount: 200, columnCount: 2 };
    const alone = calibrationErrorInterval(truth, probabilities);
    const groups = Array.from(truth, (label, row) => `${label}${Math.floor(row / 40)}`);
    const grouped = calibrationErrorInterval(truth, probabilities, { groups });
    expect(grouped.high).toBeGreaterThan(alone.high);
  });

  it('refuses shapes that differ', () => {
    const probabilities = { values: sure(0.75), rowCount: 200, columnCount: 2 };
    expect(() => calibrationErrorInterval(truth.subarray(1), probabilities)).toThrow('EVALUATION_LENGTHS');
  });
});

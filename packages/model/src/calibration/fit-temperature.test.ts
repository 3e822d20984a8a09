import { describe, expect, it } from 'vitest';
import { matrixFromRows } from '../matrix.ts';
import { createRng } from '../rng.ts';
import { fitTemperature } from './fit-temperature.ts';
import { calibrate } from './temperature.ts';

/** Answers of two classes that are right as often as they say. */
const honest = (count: number) => {
  const rng = createRng(3);
  const rows = Array.from({ length: count }, () => 0.05 + 0.9 * rng.next());
  const truth = Int32Array.from(rows, (p) => (rng.next() < p ? 0 : 1));
  return { probabilities: matrixFromRows(rows.map((p) => [p, 1 - p])), truth };
};

describe('fitTemperature', () => {
  const { probabilities, truth } = honest(4000);

  it('leaves answers alone that are right as often as they say', () => {
    expect(fitTemperature(probabilities, truth).temperature).toBeCloseTo(1, 1);
  });

  it.each([0.5, 2, 3])(
    'finds the temperature %d that answers were sharpened by, and takes it back',
    (factor) => {
      const sharpened = calibrate(probabilities, { method: 'temperature', temperature: 1 / factor });
      const own = fitTemperature(probabilities, truth).temperature;
      expect(fitTemperature(sharpened, truth).temperature / own).toBeCloseTo(factor, 3);
    },
  );

  it('does not take a few right answers for certainty where it is told to doubt', () => {
    const right = matrixFromRows([[0.8, 0.1, 0.1], [0.7, 0.2, 0.1], [0.9, 0.05, 0.05]]); // prettier-ignore
    const all = new Int32Array(3);
    expect(fitTemperature(right, all).temperature).toBeCloseTo(0.1, 2);
    expect(fitTemperature(right, all, 1 / 5).temperature).toBeGreaterThan(0.7);
  });

  it('refuses to learn from nothing', () => {
    expect(() => fitTemperature(matrixFromRows([]), new Int32Array(0))).toThrow('MODEL_BAD_TRAINING_DATA');
  });
});

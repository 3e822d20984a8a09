import { createRng } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { quantileOf } from './bootstrap.ts';
import {
  detectDrift,
  kolmogorovSmirnov,
  kolmogorovSmirnovP,
  populationStability,
  shareBelow,
} from './drift.ts';

const uniform = (count: number, seed: number, shift = 0): Float64Array => {
  const rng = createRng(seed);
  return Float64Array.from({ length: count }, () => rng.next() + shift);
};

const distributionOf = (values: Float64Array): { quantiles: Float64Array; rowCount: number } => ({
  quantiles: Float64Array.from({ length: 101 }, (_, i) =>
    quantileOf(Float64Array.from(values).sort(), i / 100),
  ),
  rowCount: values.length,
});

describe('shareBelow', () => {
  const quantiles = Float64Array.of(0, 0, 0, 4, 8);

  it('tells at or below from below where values repeat', () => {
    expect(shareBelow(quantiles, 0)).toBe(0.5);
    expect(shareBelow(quantiles, 0, true)).toBe(0);
  });

  it('goes straight from one quantile to the next, and ends at 0 and 1', () => {
    expect([-1, 2, 4, 6, 8, 9].map((value) => shareBelow(quantiles, value))).toEqual([
      0, 0.625, 0.75, 0.875, 1, 1,
    ]);
  });
});

describe('populationStability', () => {
  it('has the value of the formula', () => {
    const old = { quantiles: Float64Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1), rowCount: 1000 };
    const values = Float64Array.from({ length: 1000 }, (_, row) => (row < 200 ? 0 : 1));
    // at or below 0: 0.5 of the old, 0.2 of the new; half a row is added to each of three bins
    const bins = [
      [500.5 / 1001.5, 200.5 / 1001.5],
      [500.5 / 1001.5, 800.5 / 1001.5],
      [0.5 / 1001.5, 0.5 / 1001.5],
    ];
    const expected = bins.reduce(
      (sum, [before, after]) => sum + (after - before) * Math.log(after / before),
      0,
    );
    expect(populationStability(old, values)).toBeCloseTo(expected, 12);
  });

  it('is small for rows of the same kind, few or many, and large for others', () => {
    const old = distributionOf(uniform(2000, 1));
    expect(populationStability(old, uniform(2000, 2))).toBeLessThan(0.02);
    expect(populationStability(old, uniform(2000, 2, 0.5))).toBeGreaterThan(1);
  });
});

describe('kolmogorovSmirnov', () => {
  it('is near the distance of SciPy, up to what lies between quantiles', () => {
    const old = distributionOf(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    expect(
      Math.abs(kolmogorovSmirnov(old, Float64Array.of(4, 5, 6, 20, 21, 22, 7.5)) - 0.42857142857142855),
    ).toBeLessThan(0.1);
  });

  it('is 0 for the same repeated value, and 1 for rows that lie elsewhere', () => {
    const old = distributionOf(new Float64Array(50));
    expect(kolmogorovSmirnov(old, new Float64Array(9))).toBe(0);
    expect(kolmogorovSmirnov(old, new Float64Array(9).fill(3))).toBe(1);
  });
});

describe('kolmogorovSmirnovP', () => {
  it.each([
    [0.2, 0.04931564290596138],
    [0.35, 2.3790918884381766e-5],
    [0, 1],
  ])('of a distance of %d is that of the limit', (distance, expected) => {
    expect(kolmogorovSmirnovP(distance, 100, 80)).toBeCloseTo(expected, 10);
  });
});

describe('detectDrift', () => {
  const named = (name: string, shift: number) => ({
    name,
    training: distributionOf(uniform(500, 1)),
    values: uniform(200, 2, shift),
  });
  const confidence = (shift: number) => ({
    training: distributionOf(uniform(500, 3)),
    values: uniform(200, 4, shift),
  });

  it('says that rows of the same kind need no training', () => {
    const report = detectDrift({ columns: [named('bytes', 0)], confidence: confidence(0) });
    expect(report).toMatchObject({ rowCount: 200, driftedCount: 0, verdict: 'stable' });
    expect(report.confidence?.hasDrifted).toBe(false);
  });

  it('lists what has drifted first, and says to retrain where confidence fell too', () => {
    const report = detectDrift({
      columns: [named('ports', 0), named('bytes', 1)],
      confidence: confidence(-0.5),
    });
    expect(report.columns[0]).toMatchObject({ column: 'bytes', hasDrifted: true });
    expect(report).toMatchObject({ driftedCount: 1, verdict: 'retrain' });
    expect(report.advice).toContain('1 of 2 columns');
  });

  it('says to watch where few columns have drifted and the model is as sure as it was', () => {
    const calm = Array.from({ length: 9 }, (_, i) => named(`calm-${i}`, 0));
    expect(detectDrift({ columns: [...calm, named('bytes', 1)], confidence: confidence(0) }).verdict).toBe(
      'watch',
    );
  });

  it('does not judge by a handful of rows', () => {
    const few = { ...named('bytes', 5), values: uniform(10, 1, 5) };
    expect(detectDrift({ columns: [few] })).toMatchObject({ verdict: 'watch', confidence: null });
  });
});

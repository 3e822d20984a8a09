import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EXACT_INTEGERS, IntegerCounts } from './integer-counts.ts';
import { QuantileSketch } from './quantile-sketch.ts';
import { EMPTY_SUMMARY, type Summary } from './summary.ts';

const summarizeIntegers = (values: readonly number[]): Summary => {
  const counts = new IntegerCounts();
  values.forEach((value) => counts.add(value));
  return counts.summary();
};

const summarizeSketch = (values: readonly number[], exactValues?: number): Summary => {
  const sketch = new QuantileSketch(exactValues);
  values.forEach((value) => sketch.add(value));
  return sketch.summary();
};

describe.each([
  ['IntegerCounts', summarizeIntegers],
  ['QuantileSketch', (values: readonly number[]) => summarizeSketch(values)],
])('%s', (_, summarize) => {
  it('gives zeros for no values', () => {
    expect(summarize([])).toEqual(EMPTY_SUMMARY);
  });

  it('gives a single value no variance', () => {
    expect(summarize([7])).toMatchObject({ max: 7, min: 7, median: 7, variance: 0, upperQuartile: 7 });
  });

  it('agrees with numpy', () => {
    // numpy.percentile([1, 2, 4, 8, 16, 16], [25, 50, 75]) and var(ddof=1)
    const { variance, ...others } = summarize([16, 1, 8, 4, 16, 2]);
    expect(variance).toBeCloseTo(45.766666666666666, 12);
    expect(others).toEqual({
      max: 16,
      min: 1,
      count: 6,
      total: 47,
      average: 47 / 6,
      median: 6,
      lowerQuartile: 2.5,
      upperQuartile: 14,
    });
  });
});

describe('IntegerCounts and QuantileSketch', () => {
  it('agree on whole numbers, however many distinct ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 400 }), (values) => {
        const [counted, kept] = [summarizeIntegers(values), summarizeSketch(values)];
        expect(counted.variance).toBeCloseTo(kept.variance, 4);
        expect({ ...counted, variance: 0 }).toEqual({ ...kept, variance: 0 });
      }),
    );
  });

  it('count values up to 2^32 - 1', () => {
    expect(summarizeIntegers([0xffffffff, 0, 0xffffffff]).total).toBe(2 * 0xffffffff);
  });

  it('sum small values beside large ones of both signs without losing them', () => {
    expect(summarizeSketch([1e16, 1, -1e16, 1]).total).toBe(2);
  });

  it('agree closely on more distinct numbers than are kept apart', () => {
    const values = Array.from({ length: 3 * EXACT_INTEGERS }, (_, index) => (index * 7919) % 1e6);
    const [counted, exact] = [summarizeIntegers(values), summarizeSketch(values, 2 ** 15)];
    for (const key of ['median', 'lowerQuartile', 'upperQuartile'] as const) {
      expect(Math.abs(counted[key] / exact[key] - 1)).toBeLessThan(1 / 256);
    }
    expect({ ...counted, median: 0, lowerQuartile: 0, upperQuartile: 0, variance: 0 }).toEqual({
      ...exact,
      median: 0,
      lowerQuartile: 0,
      upperQuartile: 0,
      variance: 0,
    });
    expect(counted.variance).toBeCloseTo(exact.variance, 1);
  });
});

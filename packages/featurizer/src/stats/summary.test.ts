import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createIntegerCounts } from './integer-counts.ts';
import { createSamples } from './samples.ts';
import { EMPTY_SUMMARY, type Summary } from './summary.ts';

const summarizeIntegers = (values: readonly number[]): Summary => {
  const counts = createIntegerCounts();
  values.forEach((value) => counts.add(value));
  return counts.summary();
};

const summarizeSamples = (values: readonly number[]): Summary => {
  const samples = createSamples();
  values.forEach((value) => samples.add(value));
  return samples.summary();
};

describe.each([
  ['createIntegerCounts', summarizeIntegers],
  ['createSamples', summarizeSamples],
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

describe('createIntegerCounts and createSamples', () => {
  it('agree on whole numbers, however many distinct ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 400 }), (values) => {
        const [counted, kept] = [summarizeIntegers(values), summarizeSamples(values)];
        expect(counted.variance).toBeCloseTo(kept.variance, 4);
        expect({ ...counted, variance: 0 }).toEqual({ ...kept, variance: 0 });
      }),
    );
  });

  it('count values up to 2^32 - 1', () => {
    expect(summarizeIntegers([0xffffffff, 0, 0xffffffff]).total).toBe(2 * 0xffffffff);
  });

  it('sum small values beside large ones of both signs without losing them', () => {
    expect(summarizeSamples([1e16, 1, -1e16, 1]).total).toBe(2);
  });
});

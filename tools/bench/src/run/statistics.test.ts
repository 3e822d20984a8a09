import { describe, expect, it } from 'vitest';
import { differenceOfMeans, interquartileRange, mean, median } from './statistics.ts';

describe('median', () => {
  it('is the middle of the values, in whatever order they come', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 4, 2, 3])).toBe(2.5);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('interquartileRange', () => {
  it('is how far the middle half is spread, so one bad run does not count', () => {
    expect(interquartileRange([1, 2, 3, 4, 500])).toBe(2);
  });
});

describe('mean', () => {
  it('is the sum by the number of values', () => {
    expect(mean([1, 2, 6])).toBe(3);
  });
});

describe('differenceOfMeans', () => {
  it('has an interval on one side of 0 for samples that lie apart', () => {
    const { estimate, low, high } = differenceOfMeans([5, 5.1, 4.9, 5.2], [4, 4.1, 3.9, 4]);
    expect(estimate).toBeCloseTo(1.05, 12);
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeLessThan(1.3);
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
  });

  it('has an interval around 0 for samples of the same', () => {
    const { low, high } = differenceOfMeans([1, 2, 3, 4, 5], [1.1, 2.1, 2.9, 3.9, 5]);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { interquartileRange, median } from './statistics.ts';

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

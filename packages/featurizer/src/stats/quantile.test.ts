import { describe, expect, it } from 'vitest';

import { quantile } from './quantile.ts';

describe('quantile', () => {
  it('agrees with numpy', () => {
    const sorted = [1, 2, 4, 8, 16, 16];
    const found = [0, 0.1, 0.25, 0.5, 0.75, 1].map((share) => quantile(share, 6, (rank) => sorted[rank]));
    // numpy.percentile([1, 2, 4, 8, 16, 16], [0, 10, 25, 50, 75, 100])
    expect(found).toEqual([1, 1.5, 2.5, 6, 14, 16]);
  });

  it('is the value itself where there is one only', () => {
    expect(quantile(0.25, 1, () => 7)).toBe(7);
  });
});

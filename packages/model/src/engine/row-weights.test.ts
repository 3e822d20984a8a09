import { describe, expect, it } from 'vitest';
import { rowWeights } from './row-weights.ts';

describe('rowWeights', () => {
  it('lets every class that has rows count alike, and all rows together as many as they are', () => {
    expect(rowWeights('balanced', Int32Array.of(0, 2, 2, 2), 4)).toEqual(
      Float64Array.of(2, 2 / 3, 2 / 3, 2 / 3),
    );
  });

  it('counts every row once with none', () => {
    expect(rowWeights('none', Int32Array.of(0, 2, 2), 3)).toEqual(Float64Array.of(1, 1, 1));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rankedValues } from './ranked-values.ts';

describe('rankedValues', () => {
  it('gives what sorting gives, for ranks asked for in ascending order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 1000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (some, times, picks) => {
          const values = Array.from({ length: times }, (_, time) => some.map((value) => value + time)).flat();
          const sorted = values.toSorted((a, b) => a - b);
          const ranks = picks.map((pick) => pick % values.length).sort((a, b) => a - b);
          const valueAt = rankedValues(Float64Array.from(values));
          expect(ranks.map(valueAt)).toEqual(ranks.map((rank) => sorted[rank]));
        },
      ),
    );
  });

  it.each([
    ['ascending', (index: number) => index],
    ['descending', (index: number) => -index],
    ['equal', () => 7],
    ['an organ pipe', (index: number) => Math.min(index, 20_000 - index)],
  ])('is quick on values that are %s', (_, valueOf) => {
    const values = Float64Array.from({ length: 20_000 }, (__, index) => valueOf(index));
    const sorted = values.toSorted();
    const valueAt = rankedValues(values);
    expect([100, 10_000, 19_999].map(valueAt)).toEqual([100, 10_000, 19_999].map((rank) => sorted[rank]));
  });
});

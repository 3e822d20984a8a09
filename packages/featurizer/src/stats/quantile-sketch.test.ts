import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EXACT_VALUES, QuantileSketch } from './quantile-sketch.ts';
import { quantile } from './summary.ts';

const SHARES = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];
const RELATIVE_ERROR = 1 / 256;
/** Below it, a number counts as 0. */
const SMALLEST = 2 ** -40;

const sketchOf = (values: readonly number[], exactValues?: number): QuantileSketch => {
  const sketch = new QuantileSketch(exactValues);
  for (const value of values) sketch.add(value);
  return sketch;
};

const exactQuantiles = (values: readonly number[], shares: readonly number[] = SHARES): number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return shares.map((share) => quantile(share, sorted.length, (rank) => sorted[rank]));
};

/** How far a quantile may be from the exact one, which lies between two of the values. */
const allowedError = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const below = Math.floor(share * (values.length - 1));
  const larger = Math.max(Math.abs(sorted[below]), Math.abs(sorted[Math.min(below + 1, values.length - 1)]));
  return larger * RELATIVE_ERROR * (1 + 1e-9) + SMALLEST;
};

/** Numbers of all magnitudes that times and lengths have, both signs and 0. */
const magnitudes = fc
  .tuple(fc.constantFrom(-1, 0, 1, 1, 1), fc.double({ min: -30, max: 30, noNaN: true }))
  .map(([sign, exponent]) => sign * 2 ** exponent);

describe('QuantileSketch', () => {
  it('gives exact quantiles as long as it keeps all values', () => {
    fc.assert(
      fc.property(fc.array(magnitudes, { minLength: 1, maxLength: 600 }), (values) => {
        expect(sketchOf(values).quantiles(SHARES)).toEqual(exactQuantiles(values));
      }),
    );
  });

  it('is off by 1/256 at most once it does not', () => {
    fc.assert(
      fc.property(fc.array(magnitudes, { minLength: 5, maxLength: 600 }), (values) => {
        const sketch = sketchOf(values, 4);
        const exact = exactQuantiles(values);
        sketch.quantiles(SHARES).forEach((found, index) => {
          expect(Math.abs(found - exact[index])).toBeLessThanOrEqual(allowedError(values, SHARES[index]));
        });
      }),
    );
  });

  it('has exact sums and bounds of any number of values', () => {
    fc.assert(
      fc.property(fc.array(magnitudes, { minLength: 5, maxLength: 600 }), (values) => {
        const [few, all] = [sketchOf(values, 4).summary(), sketchOf(values).summary()];
        expect([few.count, few.min, few.max]).toEqual([all.count, all.min, all.max]);
        const scale = values.reduce((sum, value) => sum + Math.abs(value), 0);
        expect(Math.abs(few.total - all.total)).toBeLessThanOrEqual(1e-15 * scale);
        const largest = Math.max(Math.abs(all.min), Math.abs(all.max));
        // The mean, which variance is measured from, is off by some units in the last place, and each distance with it.
        const rounding = 8 * Number.EPSILON * largest;
        const allowed = 1e-12 * all.variance + 2 * rounding * Math.sqrt(all.variance) + rounding ** 2;
        expect(Math.abs(few.variance - all.variance)).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  it('keeps the variance of values that hardly differ from their mean', () => {
    const values = Array.from({ length: 3 * EXACT_VALUES }, (_, index) => 1e9 + (index % 2));
    expect(sketchOf(values).summary().variance).toBeCloseTo(0.25 * (values.length / (values.length - 1)), 9);
  });

  it('gives the same quantiles whatever the order of the values', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 10_007);
    const backwards = sketchOf(values.toReversed());
    expect(backwards.quantiles(SHARES)).toEqual(sketchOf(values).quantiles(SHARES));
  });

  it('takes in a value many times at once', () => {
    const sketch = new QuantileSketch(4);
    sketch.addMany(3, 1e6);
    sketch.addMany(5, 1e6 + 1);
    for (let index = 0; index < 4; index += 1) sketch.add(3);
    expect(sketch.summary()).toMatchObject({ count: 2e6 + 5, total: 8e6 + 17, min: 3, max: 5 });
  });

  it.each([0, 1e-300, -1e-300, 1e300, -1e300, Number.MAX_VALUE])(
    'keeps bounds on what is too small or large for its buckets, as %f is',
    (value) => {
      const sketch = sketchOf([value, value, value, value, value, value], 4);
      expect(sketch.quantiles([0, 1])).toEqual([value, value]);
    },
  );

  it('can be asked and go on', () => {
    const sketch = sketchOf([3, 1, 2]);
    expect(sketch.quantiles([0.5])).toEqual([2]);
    sketch.add(0);
    sketch.add(0);
    expect(sketch.quantiles([0.5])).toEqual([1]);
  });

  it('says 0 of no values', () => {
    expect(new QuantileSketch().quantiles([0.5])).toEqual([0]);
  });
});

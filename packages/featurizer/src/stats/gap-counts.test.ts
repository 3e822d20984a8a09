import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EXACT_GAPS, GapCounts } from './gap-counts.ts';
import { quantile } from './summary.ts';

const SHARES = [0, 0.1, 0.5, 0.9, 1];
const MICRO = 1000;
const NANOS_PER_SECOND = 1e9;

/** Up to 71 minutes in nanoseconds. */
const gaps = (minLength: number) =>
  fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength, maxLength: minLength + 600 });

const exactQuantiles = (values: readonly number[]): number[] => {
  const sorted = Float64Array.from(values).sort();
  return SHARES.map((share) => quantile(share, sorted.length, (rank) => sorted[rank]) / NANOS_PER_SECOND);
};

const counted = (values: readonly number[], batchSize = values.length): GapCounts => {
  const counts = new GapCounts();
  for (let start = 0; start < values.length; start += batchSize) {
    const part = Float64Array.from(values.slice(start, start + batchSize));
    counts.addAll(part, part.length);
  }
  return counts;
};

describe('GapCounts', () => {
  it('has no quantiles of no gaps', () => {
    expect(new GapCounts().quantiles(SHARES)).toEqual([0, 0, 0, 0, 0]);
  });

  it(`gives exact quantiles of up to ${EXACT_GAPS} gaps`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e15 }), { minLength: 1, maxLength: EXACT_GAPS }),
        (values) => {
          expect(counted(values).quantiles(SHARES)).toEqual(exactQuantiles(values));
        },
      ),
    );
  });

  it('is within 1/64, or a microsecond, of the quantiles of more', () => {
    fc.assert(
      fc.property(gaps(EXACT_GAPS + 1), (values) => {
        const exact = exactQuantiles(values);
        counted(values)
          .quantiles(SHARES)
          .forEach((value, index) => {
            const error = Math.abs(value - exact[index]);
            expect(error).toBeLessThanOrEqual(exact[index] / 64 + MICRO / NANOS_PER_SECOND);
          });
      }),
    );
  });

  it('does not depend on how gaps come in batches, nor on their order', () => {
    fc.assert(
      fc.property(gaps(500), fc.integer({ min: 1, max: 300 }), (values, batchSize) => {
        const whole = counted(values).quantiles(SHARES);
        expect(counted(values, batchSize).quantiles(SHARES)).toEqual(whole);
        expect(counted(values.toReversed()).quantiles(SHARES)).toEqual(whole);
      }),
    );
  });

  it('takes gaps beyond 71 minutes for gaps of 71 minutes once they are counted', () => {
    const [median] = counted(new Array<number>(EXACT_GAPS + 1).fill(1e18)).quantiles([0.5]);
    expect(median).toBeGreaterThan(70 * 60);
    expect(median).toBeLessThan(72 * 60);
  });
});

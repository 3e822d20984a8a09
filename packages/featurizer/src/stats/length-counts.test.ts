import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LengthCounts, lengthQuantiles, LONGEST_FRAME, SHORT_LENGTHS } from './length-counts.ts';

const pairsOf = (lengths: readonly number[]): (readonly [number, number])[] => {
  const counts = new LengthCounts();
  for (const length of lengths) counts.add(length);
  return [...counts.pairs()];
};

describe('LengthCounts', () => {
  it('has no pairs of no lengths', () => {
    expect(pairsOf([])).toEqual([]);
  });

  it('counts every short length exactly, few or many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: SHORT_LENGTHS - 1 }), { maxLength: 200 }), (lengths) => {
        const times = new Map<number, number>();
        for (const length of lengths) times.set(length, (times.get(length) ?? 0) + 1);
        expect(pairsOf(lengths)).toEqual([...times].sort(([a], [b]) => a - b));
      }),
    );
  });

  it('rounds longer lengths by less than 1/64, never above the longest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: SHORT_LENGTHS, max: LONGEST_FRAME }), { minLength: 1 }),
        (lengths) => {
          const pairs = pairsOf(lengths);
          expect(pairs.reduce((sum, [, times]) => sum + times, 0)).toBe(lengths.length);
          expect(pairs.at(-1)?.[0]).toBe(Math.max(...lengths));
          const sorted = lengths.toSorted((a, b) => a - b);
          const rounded = pairs.flatMap(([length, times]) => new Array<number>(times).fill(length));
          sorted.forEach((length, index) => {
            expect(Math.abs(rounded[index] - length) / length).toBeLessThan(1 / 64);
          });
        },
      ),
    );
  });

  it('takes rows of a column as it takes single lengths', () => {
    const lengths = Uint32Array.from({ length: 100 }, (_, index) => 40 + ((index * 97) % 2000));
    const rows = Uint32Array.from(lengths.keys());
    const counts = new LengthCounts();
    counts.addRows(lengths, rows.subarray(0, 10));
    counts.addRows(lengths, rows.subarray(10));
    expect([...counts.pairs()]).toEqual(pairsOf([...lengths]));
  });

  it('leaves out lengths that no frame has, few or many', () => {
    const lengths = Uint32Array.of(...Array.from({ length: 50 }, () => 60), LONGEST_FRAME + 1, 0xffffffff);
    const rows = Uint32Array.of(50, ...lengths.keys());
    for (const many of [rows.subarray(0, 4), rows]) {
      const counts = new LengthCounts();
      const whole = many.filter((row) => row < 50).length;
      expect(counts.addRows(lengths, many)).toBe(whole * 60);
      counts.add(LONGEST_FRAME + 1);
      expect([...counts.pairs()]).toEqual([[60, whole]]);
    }
  });

  it('keeps a bounded number of long lengths apart', () => {
    const lengths = Array.from({ length: 100_000 }, (_, index) => SHORT_LENGTHS + index * 2);
    expect(pairsOf(lengths).length).toBeLessThan(1500);
  });
});

describe('lengthQuantiles', () => {
  it('reads between two lengths by straight line', () => {
    expect(
      lengthQuantiles(
        [
          [60, 1],
          [100, 1],
        ],
        [0, 0.5, 1],
      ),
    ).toEqual([60, 80, 100]);
    expect(
      lengthQuantiles(
        [
          [60, 3],
          [100, 1],
        ],
        [0.5, 0.75],
      ),
    ).toEqual([60, 70]);
    expect(lengthQuantiles([], [0.5])).toEqual([0]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';

const spread = (numbers: readonly number[]): number => Math.max(...numbers) - Math.min(...numbers);

describe('stratifiedKFold', () => {
  it('tests every row once, trains on all others, and keeps folds and classes even', () => {
    const labels = fc.array(fc.nat(3), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 5 }), fc.nat(), (classes, folds, seed) => {
        const made = stratifiedKFold(Int32Array.from(classes), { folds, rng: createRng(seed) });
        expect(made.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...classes.keys()]);
        for (const { train, test } of made) {
          expect(train.length + test.length).toBe(classes.length);
          expect(train.some((row) => test.includes(row))).toBe(false);
        }
        expect(spread(made.map(({ test }) => test.length))).toBeLessThanOrEqual(1);
        for (const label of [0, 1, 2, 3]) {
          const counts = made.map(({ test }) => test.filter((row) => classes[row] === label).length);
          expect(spread(counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('depends on the generator and on nothing else', () => {
    const labels = Int32Array.from({ length: 30 }, (_, i) => i % 3);
    const make = (seed: number) => stratifiedKFold(labels, { folds: 3, rng: createRng(seed) });
    expect(make(1)).toEqual(make(1));
    expect(make(1)).not.toEqual(make(2));
  });

  it('refuses more folds than the largest class has rows', () => {
    const rng = createRng(1);
    expect(() => stratifiedKFold(Int32Array.of(0, 0, 1), { folds: 3, rng })).toThrow('MODEL_TOO_FEW_ROWS');
    expect(() => stratifiedKFold(Int32Array.of(), { folds: 2, rng })).toThrow('MODEL_TOO_FEW_ROWS');
  });

  it.each([1, 0, 2.5])('refuses %d folds', (folds) => {
    const rng = createRng(1);
    expect(() => stratifiedKFold(Int32Array.of(0, 0, 0), { folds, rng })).toThrow('MODEL_BAD_PARAMETER');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import type { Fold } from './fold.ts';
import { groupKFold, stratifiedGroupKFold } from './group-k-fold.ts';

const namesOf = (rows: Int32Array, groups: readonly string[]): Set<string> =>
  new Set(Array.from(rows, (row) => groups[row]));

const testSizes = (folds: readonly Fold[]): number[] =>
  folds.map(({ test }) => test.length).sort((a, b) => a - b);

describe('groupKFold', () => {
  it('never has a group on both sides, tests every row once, and leaves no fold empty', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(names, fc.nat(), (more, seed) => {
        const groups = ['a', 'b', 'c', ...more];
        const folds = groupKFold(groups, { folds: 3, rng: createRng(seed) });
        expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...groups.keys()]);
        for (const { train, test } of folds) {
          expect(test.length).toBeGreaterThan(0);
          const trainedOn = namesOf(train, groups);
          expect([...namesOf(test, groups)].filter((name) => trainedOn.has(name))).toEqual([]);
        }
      }),
    );
  });

  it('makes folds of equal size where the groups allow it', () => {
    const groups = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'd', 'd'];
    expect(testSizes(groupKFold(groups, { folds: 3, rng: createRng(1) }))).toEqual([4, 4, 4]);
  });

  it('refuses more folds than groups', () => {
    expect(() => groupKFold(['a', 'b', 'a'], { folds: 3, rng: createRng(1) })).toThrow('MODEL_TOO_FEW_ROWS');
  });
});

describe('stratifiedGroupKFold', () => {
  it('gives each fold its share of each class where the groups allow it', () => {
    const groups = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];
    const labels = Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1);
    for (const seed of [1, 2, 3]) {
      for (const { test } of stratifiedGroupKFold(labels, groups, { folds: 2, rng: createRng(seed) })) {
        expect([...test.map((row) => labels[row])].sort()).toEqual([0, 0, 1, 1]);
      }
    }
  });

  it('refuses labels and groups of different length', () => {
    const options = { folds: 2, rng: createRng(1) };
    expect(() => stratifiedGroupKFold(Int32Array.of(0), ['a', 'b'], options)).toThrow(
      'MODEL_BAD_TRAINING_DATA',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import type { Fold } from './fold.ts';
import { type SplitPlan, splitRows } from './split-plan.ts';

const namesOf = (rows: Int32Array, groups: readonly string[]): Set<string> =>
  new Set(Array.from(rows, (row) => groups[row]));

const expectWholeGroups = (folds: readonly Fold[], groups: readonly string[]): void => {
  for (const { train, test } of folds) {
    const trainedOn = namesOf(train, groups);
    expect([...namesOf(test, groups)].filter((name) => trainedOn.has(name))).toEqual([]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([...groups.keys()]);
    expect(test.length).toBeGreaterThan(0);
    expect(train.length).toBeGreaterThan(0);
  }
};

const GROUPS = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e', 'e', 'f', 'f'];
const Y = Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1);
const split = (plan: SplitPlan, seed = 1) => splitRows({ y: Y, groups: GROUPS }, plan, createRng(seed));

describe('splitRows', () => {
  it.each<SplitPlan>([
    { method: 'group', folds: 3 },
    { method: 'stratified-group', folds: 3 },
    { method: 'leave-one-group-out' },
    { method: 'held-out', share: 0.4 },
    { method: 'held-out', groups: ['b', 'e'] },
  ])('never has a group on both sides of $method', (plan) => {
    const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(2)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, fc.nat(), (more, seed) => {
        const groups = [...GROUPS, ...more.map(([group]) => group)];
        const y = Int32Array.from([...Y, ...more.map(([, label]) => label)]);
        expectWholeGroups(splitRows({ y, groups }, plan, createRng(seed)), groups);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out each group once, in alphabetical order', () => {
    const folds = split({ method: 'leave-one-group-out' });
    expect(folds.map(({ test }) => [...test])).toEqual([[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11]]); // prettier-ignore
  });

  it('holds out the named groups and nothing else', () => {
    const [fold, ...more] = split({ method: 'held-out', groups: ['e', 'b'] });
    expect(more).toEqual([]);
    expect([...fold.test]).toEqual([2, 3, 8, 9]);
  });

  it('holds out the wanted share of every class where groups allow it', () => {
    const y = Int32Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    for (const seed of [1, 2, 3]) {
      const [{ test }] = splitRows({ y }, { method: 'held-out', share: 0.2 }, createRng(seed));
      expect(test.filter((row) => y[row] === 0)).toHaveLength(30);
      expect(test.filter((row) => y[row] === 1)).toHaveLength(10);
    }
  });

  it('leaves a class of a single group in the training part', () => {
    const groups = ['only', 'only', 'x', 'y', 'z', 'w'];
    const y = Int32Array.of(1, 1, 0, 0, 0, 0);
    const [{ train }] = splitRows({ y, groups }, { method: 'held-out', share: 0.25 }, createRng(1));
    expect([...train]).toEqual(expect.arrayContaining([0, 1]));
  });

  it('deals the folds of every repeat anew, the first as without repeats', () => {
    const folds = split({ method: 'stratified', folds: 3, repeats: 2 });
    expect(folds).toHaveLength(6);
    expect(folds.slice(0, 3)).toEqual(split({ method: 'stratified', folds: 3 }));
    expect(folds.slice(3)).not.toEqual(folds.slice(0, 3));
  });

  it('depends on the generator and on nothing else', () => {
    const plan = { method: 'held-out', share: 0.5 } as const;
    expect(split(plan, 4)).toEqual(split(plan, 4));
    expect([1, 2, 3].map((seed) => split(plan, seed)[0].test.join())).not.toEqual(
      [4, 5, 6].map((seed) => split(plan, seed)[0].test.join()),
    );
  });

  it.each<[SplitPlan, string]>([
    [{ method: 'held-out', share: 1 }, 'MODEL_BAD_PARAMETER'],
    [{ method: 'held-out', share: 0.01 }, 'MODEL_TOO_FEW_ROWS'],
    [{ method: 'held-out', groups: ['nobody'] }, 'MODEL_UNKNOWN_GROUP'],
    [{ method: 'held-out', groups: GROUPS }, 'MODEL_TOO_FEW_ROWS'],
    [{ method: 'stratified', folds: 2, repeats: 0 }, 'MODEL_BAD_PARAMETER'],
    [{ method: 'group', folds: 7 }, 'MODEL_TOO_FEW_ROWS'],
  ])('refuses %j', (plan, code) => {
    expect(() => split(plan)).toThrow(code);
  });

  it('refuses a method that needs groups where rows have none', () => {
    const plan = { method: 'leave-one-group-out' } as const;
    expect(() => splitRows({ y: Y }, plan, createRng(1))).toThrow('leave-one-group-out needs the group');
    expect(() => splitRows({ y: Y, groups: Array.from(Y, () => 'a') }, plan, createRng(1))).toThrow(
      'MODEL_TOO_FEW_ROWS',
    );
  });
});

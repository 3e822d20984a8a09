import { createRng, type FittedModel } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { permutationImportance } from './permutation-importance.ts';

/** Knows the class by the second of three columns. */
const model: FittedModel = {
  predictProbabilities: ({ values, rowCount, columnCount }) => ({
    values: Float64Array.from({ length: rowCount * 2 }, (_, i) => {
      const isOne = values[(i >> 1) * columnCount + 1] > 0.5;
      return isOne === (i % 2 === 1) ? 1 : 0;
    }),
    rowCount,
    columnCount: 2,
  }),
};

const rng = createRng(5);
const values = Float64Array.from({ length: 300 }, (_, i) => (i % 3 === 2 ? 1 : rng.next()));
const x = { values, rowCount: 100, columnCount: 3 };
const truth = Int32Array.from({ length: 100 }, (_, row) => (values[row * 3 + 1] > 0.5 ? 1 : 0));
const features = ['noise', 'signal', 'constant'];

describe('permutationImportance', () => {
  it('finds the one column that matters, and none in a column that does not', () => {
    const importance = permutationImportance(model, { x, truth }, { features });
    expect(importance[0].feature).toBe('signal');
    expect(importance[0].meanDrop).toBeGreaterThan(0.3);
    expect(importance.slice(1).map(({ meanDrop }) => meanDrop)).toEqual([0, 0]);
  });

  it('leaves the rows as they are, and repeats itself', () => {
    const before = Float64Array.from(values);
    const once = permutationImportance(model, { x, truth }, { features, seed: 2 });
    expect(permutationImportance(model, { x, truth }, { features, seed: 2 })).toEqual(once);
    expect(values).toEqual(before);
  });

  it('refuses names that do not fit the columns', () => {
    expect(() => permutationImportance(model, { x, truth }, { features: ['one'] })).toThrow(
      expect.objectContaining({ code: 'EVALUATION_FEATURES' }),
    );
  });
});

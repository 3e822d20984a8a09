import { describe, expect, it } from 'vitest';
import type { Executor, Scorer } from '../estimator.ts';
import { fitClassifier } from '../estimators/fit-classifier.ts';
import { type Labels, selectRows } from '../matrix.ts';
import { createRng, deriveSeed } from '../rng.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { type FoldResult, type FoldTask, runFoldTask } from './fold-task.ts';
import { gridSearch } from './grid-search.ts';
import { type NestedSearchOptions, nestedSearch } from './nested-search.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';

const accuracy: Scorer = (truth: Labels, predicted: Labels) =>
  truth.filter((label, i) => label === predicted[i]).length / truth.length;

const { x, y, classCount } = makeBlobs(45, { classCount: 3, columnCount: 4 });
const folds = stratifiedKFold(y, { folds: 3, rng: createRng(1) });
const innerFolds = folds.map(({ train }) => {
  const labels = train.map((row) => y[row]);
  return stratifiedKFold(labels, { folds: 2, rng: createRng(2) }).map((fold) => ({
    train: fold.train.map((i) => train[i]),
    test: fold.test.map((i) => train[i]),
  }));
});
const GOOD = { hiddenLayers: [8], maxEpochs: 60, learningRate: 0.02 };
const UNTRAINED = { hiddenLayers: [8], maxEpochs: 1, learningRate: 1e-9 };
const DIVERGING = { hiddenLayers: [8], learningRate: 1e300 };

const search = (options: Partial<NestedSearchOptions>) =>
  nestedSearch({ x, y, classCount, folds, innerFolds, scorer: accuracy, seed: 9, ...options });

/** Notes which rows each task sees. */
const noting = (tasks: FoldTask[]): Executor<FoldTask, FoldResult> => ({
  async map(inputs, onResult) {
    tasks.push(...inputs);
    const outputs = await Promise.all(inputs.map((task) => runFoldTask(task)));
    outputs.forEach((output, i) => onResult?.(output, i));
    return outputs;
  },
});

describe('nestedSearch', () => {
  it('finds what a grid search finds, and answers each row by the candidate chosen without it', async () => {
    const candidates = [UNTRAINED, GOOD];
    const { nested, ...grid } = await search({ candidates });
    expect(grid).toEqual(
      await gridSearch({ x, y, classCount, folds, scorer: accuracy, seed: 9, candidates }),
    );
    expect(nested.chosen).toEqual([1, 1, 1]);
    const [{ train, test }] = folds;
    const labels = train.map((row) => y[row]);
    const fitted = fitClassifier(selectRows(x, train), labels, {
      classCount,
      seed: deriveSeed(9, 1, 0),
      params: GOOD,
    });
    expect(selectRows(nested.outOfFold, test)).toEqual(fitted.predictProbabilities(selectRows(x, test)));
  });

  it('never lets a row have a say in the model that answers for it', async () => {
    const tasks: FoldTask[] = [];
    await search({ candidates: [UNTRAINED, UNTRAINED], executor: noting(tasks) });
    const inner = tasks.slice(2 * folds.length);
    expect(inner).toHaveLength(3 * 2 * 2);
    inner.forEach(({ train, test }, i) => {
      const held = folds[Math.floor(i / 4)].test;
      expect([...train, ...test].filter((row) => held.includes(row))).toEqual([]);
    });
  });

  it('passes over a candidate that fails', async () => {
    const { nested } = await search({ candidates: [DIVERGING, UNTRAINED] });
    expect(nested.chosen).toEqual([1, 1, 1]);
    expect(nested.outOfFold.values.every((value) => !Number.isNaN(value))).toBe(true);
  });

  it('reports inner folds apart from the folds they are of', async () => {
    const seen: string[] = [];
    await search({
      candidates: [UNTRAINED],
      onResult: ({ isInner, foldIndex, done, total }) =>
        seen.push(`${isInner ? 'inner' : 'outer'} ${foldIndex} ${done}/${total}`),
    });
    expect(seen.slice(2, 5)).toEqual(['outer 2 3/3', 'inner 0 1/6', 'inner 0 2/6']);
    expect(seen).toHaveLength(9);
  });
});

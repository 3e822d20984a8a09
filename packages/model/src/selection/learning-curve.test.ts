import { describe, expect, it } from 'vitest';
import type { Executor } from '../estimator.ts';
import { DEFAULT_MLP_ESTIMATOR_PARAMS } from '../estimators/candidate-params.ts';
import { argmaxRows } from '../matrix.ts';
import { createRng } from '../rng.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { type FoldResult, type FoldTask, runFoldTask } from './fold-task.ts';
import { type LearningCurveOptions, learningCurve } from './learning-curve.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';

const { x, y, classCount } = makeBlobs(90, { classCount: 3, columnCount: 4 });
const folds = stratifiedKFold(y, { folds: 3, rng: createRng(1) });
const params = { ...DEFAULT_MLP_ESTIMATOR_PARAMS, hiddenLayers: [8], maxEpochs: 60, learningRate: 0.02 };
const units = Array.from(y, (_, row) => `capture ${Math.floor(row / 6)}`);

const curve = (options: Partial<LearningCurveOptions> = {}) =>
  learningCurve({ x, y, classCount, folds, params, seed: 4, ...options });

const noting = (tasks: FoldTask[]): Executor<FoldTask, FoldResult> => ({
  map(inputs) {
    tasks.push(...inputs);
    return Promise.all(inputs.map((task) => runFoldTask(task)));
  },
});

describe('learningCurve', () => {
  it('goes by 1, 2, 5, 10 rows of each class to all there are', async () => {
    const points = await curve();
    expect(points.map(({ unitsPerClass }) => unitsPerClass)).toEqual([1, 2, 5, 10, 20]);
    expect(points.map(({ meanTrainRows }) => meanTrainRows)).toEqual([3, 6, 15, 30, 60]);
    expect(argmaxRows(points[4].outOfFold)).toEqual(y);
  });

  it('takes whole captures, smaller parts out of larger ones, and tests on every row', async () => {
    const tasks: FoldTask[] = [];
    await curve({ units, sizes: [2, 3, 100], executor: noting(tasks) });
    expect(tasks).toHaveLength(9);
    tasks.forEach((task, i) => {
      expect(task.test).toEqual(folds[i % 3].test);
      expect(task.train.filter((row) => !folds[i % 3].train.includes(row))).toHaveLength(0);
      const captures = [0, 1, 2].map(
        (label) =>
          new Set(
            Array.from(
              task.train.filter((row) => y[row] === label),
              (row) => units[row],
            ),
          ).size,
      );
      if (i < 3) expect(captures).toEqual([2, 2, 2]);
      if (i < 6) expect([...task.train].every((row) => tasks[i + 3].train.includes(row))).toBe(true);
    });
    expect(tasks[6].train).toEqual(folds[0].train);
  });

  it('reports a size that cannot be learned from', async () => {
    const [point] = await curve({ sizes: [1], params: { ...params, learningRate: 1e300 } });
    expect(point.error).toContain('MODEL_DIVERGED');
    expect(Number.isNaN(point.outOfFold.values[0])).toBe(true);
  });

  it('reports progress', async () => {
    const seen: string[] = [];
    await curve({ sizes: [1], onResult: ({ done, total }) => seen.push(`${done}/${total}`) });
    expect(seen).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
  });
});

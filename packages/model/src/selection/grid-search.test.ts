import { describe, expect, it } from 'vitest';
import type { Executor, Scorer } from '../estimator.ts';
import { fitClassifier } from '../estimators/fit-classifier.ts';
import { type Labels, argmaxRows, selectRows } from '../matrix.ts';
import { createRng, deriveSeed } from '../rng.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { type FoldResult, type FoldTask, runFoldTask } from './fold-task.ts';
import { type FoldProgress, type GridSearchOptions, gridSearch } from './grid-search.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';

const accuracy: Scorer = (truth: Labels, predicted: Labels) =>
  truth.filter((label, i) => label === predicted[i]).length / truth.length;

const { x, y, classCount } = makeBlobs(60, { classCount: 3, columnCount: 4 });
const folds = stratifiedKFold(y, { folds: 3, rng: createRng(1) });
const GOOD = { hiddenLayers: [8], maxEpochs: 60, learningRate: 0.02 };
const UNTRAINED = { hiddenLayers: [8], maxEpochs: 1, learningRate: 1e-9 };
const DIVERGING = { hiddenLayers: [8], learningRate: 1e300 };

const search = (options: Partial<GridSearchOptions>) =>
  gridSearch({ x, y, classCount, folds, scorer: accuracy, seed: 9, ...options });

/** Another machine, as far as the search can tell: copies in and out, and the last task first. */
const backwards: Executor<FoldTask, FoldResult> = {
  async map(tasks, onResult) {
    const results = tasks.map((task) => structuredClone(task));
    const outputs = await Promise.all(
      results.toReversed().map(async (task) => structuredClone(await runFoldTask(task))),
    );
    outputs.reverse().forEach((output, i) => onResult?.(output, i));
    return outputs;
  },
};

describe('gridSearch', () => {
  it('scores each candidate on each fold and names the best', async () => {
    const { candidates, bestIndex, best } = await search({ candidates: [UNTRAINED, GOOD] });
    expect(bestIndex).toBe(1);
    expect(best).toBe(candidates[1]);
    expect(best.params).toMatchObject(GOOD);
    expect(best.foldScores).toEqual([1, 1, 1]);
    expect([best.meanScore, best.stdScore]).toEqual([1, 0]);
    const [first, second, third] = candidates[0].foldScores.map(Number);
    const mean = (first + second + third) / 3;
    expect(candidates[0].meanScore).toBeCloseTo(mean, 14);
    const variance = ((first - mean) ** 2 + (second - mean) ** 2 + (third - mean) ** 2) / 3;
    expect(candidates[0].stdScore).toBeCloseTo(Math.sqrt(variance), 14);
  });

  it('gives the best candidate of equals that comes first', async () => {
    expect((await search({ candidates: [GOOD, { ...GOOD, hiddenLayers: [9] }] })).bestIndex).toBe(0);
  });

  it('fits scaler and network on the training part alone, and predicts each row out of fold', async () => {
    const { outOfFold } = await search({ candidates: [UNTRAINED, GOOD] });
    folds.forEach(({ train, test }, fold) => {
      const seed = deriveSeed(9, 1, fold);
      const labels = train.map((row) => y[row]);
      const fitted = fitClassifier(selectRows(x, train), labels, { classCount, seed, params: GOOD });
      expect(selectRows(outOfFold, test)).toEqual(fitted.predictProbabilities(selectRows(x, test)));
    });
    expect(argmaxRows(outOfFold)).toEqual(y);
  });

  it('gives the same result wherever and in whatever order the folds run', async () => {
    const candidates = [GOOD, UNTRAINED];
    expect(await search({ candidates, executor: backwards })).toEqual(await search({ candidates }));
  });

  it('reports a candidate that cannot be trained and goes on', async () => {
    const { candidates, bestIndex } = await search({
      candidates: [DIVERGING, { hiddenLayers: [0] }, UNTRAINED],
    });
    expect(bestIndex).toBe(2);
    expect(candidates[0]).toMatchObject({ meanScore: null, stdScore: null, foldScores: [null, null, null] });
    expect(candidates[0].error).toContain('MODEL_DIVERGED');
    expect(candidates[1].error).toContain('hiddenLayers (MODEL_BAD_PARAMETER)');
  });

  it('rejects when no candidate can be trained', async () => {
    await expect(search({ candidates: [DIVERGING] })).rejects.toMatchObject({
      code: 'MODEL_ALL_CANDIDATES_FAILED',
    });
  });

  it.each([{ candidates: [] }, { folds: [] }])('rejects %j', async (options) => {
    await expect(search(options)).rejects.toMatchObject({ code: 'MODEL_BAD_PARAMETER' });
  });

  it('reports progress fold by fold', async () => {
    const progress: FoldProgress[] = [];
    await search({ candidates: [UNTRAINED, UNTRAINED], onResult: (done) => progress.push(done) });
    const places = progress.map(({ candidateIndex, foldIndex, done, total }) => [
      candidateIndex,
      foldIndex,
      done,
      total,
    ]);
    expect(places).toEqual([[0, 0, 1, 6], [0, 1, 2, 6], [0, 2, 3, 6], [1, 0, 4, 6], [1, 1, 5, 6], [1, 2, 6, 6]]); // prettier-ignore
    expect(progress[0].result).toMatchObject({ status: 'fitted', epochs: 1 });
  });

  it('stops when the signal aborts', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const run = search({
      candidates: [UNTRAINED],
      signal: abort.signal,
      onResult({ done }) {
        seen.push(done);
        abort.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(seen).toEqual([1]);
  });

  it('leaves rows that no fold tests without probabilities', async () => {
    const { outOfFold } = await search({ candidates: [UNTRAINED], folds: [folds[0]] });
    const filled = Array.from({ length: 60 }, (_, row) => row).filter(
      (row) => !Number.isNaN(outOfFold.values[row * 3]),
    );
    expect(filled).toEqual([...folds[0].test]);
  });

  it('gives the answer of the first fold that tests a row where folds are repeated', async () => {
    const again = [...folds, ...folds.toReversed()];
    const once = await search({ candidates: [GOOD] });
    const twice = await search({ candidates: [GOOD], folds: again });
    expect(twice.outOfFold).toEqual(once.outOfFold);
    expect(twice.best.foldScores).toHaveLength(6);
  });
});

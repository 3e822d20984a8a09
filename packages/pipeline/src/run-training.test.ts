import { formatModelFile } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { withFoldThreads } from './run-training.ts';
import { labelledRows } from './testing/labelled-rows.ts';
import { type TrainOptions, trainModel } from './train-model.ts';

const ROWS = labelledRows(
  Array.from({ length: 36 }, (_, row) => ({
    role: ['Camera', 'Plug', 'Hub'][row % 3],
    capture: `capture-${row}.pcap`,
    device: `device-${row % 12}`,
  })),
);

const NETWORK = { hiddenLayers: [6], maxEpochs: 5 } as const;
const FOREST = { estimator: 'randomForest', trees: 7 } as const;
const EXTRA_TREES = { estimator: 'extraTrees', trees: 7, maxFeatures: 0.7 } as const;
const ENSEMBLE = { estimator: 'ensemble', members: [NETWORK, EXTRA_TREES], weights: [2, 1] } as const;

/** Everything that comes of a training, as text: the model file and the report. */
const trained = (
  threads: number,
  candidates: NonNullable<TrainOptions['candidates']>,
  nested = false,
): Promise<string> =>
  withFoldThreads(threads, async (executor) => {
    const { model, report } = await trainModel(ROWS, {
      name: 'threads',
      deviceSelection: 'all',
      seed: 11,
      folds: 4,
      candidates,
      validation: { nested },
      executor,
    });
    return formatModelFile(model) + JSON.stringify(report);
  });

describe('a training', { timeout: 120_000 }, () => {
  it.each([
    ['a network', NETWORK],
    ['a random forest', FOREST],
    ['extra trees', EXTRA_TREES],
    ['an ensemble', ENSEMBLE],
  ])('of %s is the same on this thread, on one of two workers and on one of three', async (_, candidate) => {
    const here = await trained(1, [candidate]);
    expect(await trained(2, [candidate])).toBe(here);
    expect(await trained(3, [candidate])).toBe(here);
  });

  it('with a choice judged by nested folds is the same whatever the number of threads', async () => {
    const candidates = [NETWORK, FOREST, EXTRA_TREES, ENSEMBLE];
    const here = await trained(1, candidates, true);
    expect(here).toContain('"nested"');
    expect(await trained(2, candidates, true)).toBe(here);
    expect(await trained(3, candidates, true)).toBe(here);
  });
});

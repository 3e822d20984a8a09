import { describe, expect, it } from 'vitest';
import { readCandidates } from './candidates.ts';
import { fileWith } from './testing/samples.ts';

describe('readCandidates', () => {
  it('gives the usual candidates of an estimator', async () => {
    expect(await readCandidates('random-forest', undefined)).toEqual([{ estimator: 'randomForest' }]);
    expect((await readCandidates('mlp', undefined)).length).toBeGreaterThan(1);
  });

  it('reads a grid file instead, whatever the estimator', async () => {
    const grid = fileWith('grid.yaml', '- estimator: extra_trees\n  n_estimators: [10, 20]\n');
    expect(await readCandidates('mlp', grid)).toMatchObject([
      { estimator: 'extraTrees', trees: 10 },
      { estimator: 'extraTrees', trees: 20 },
    ]);
  });

  it('refuses a grid it cannot read, naming the file', async () => {
    const grid = fileWith('grid.yaml', '- estimator: abacus\n');
    await expect(readCandidates('mlp', grid)).rejects.toThrow(/grid\.yaml: .*\(MODEL_/);
    await expect(readCandidates('mlp', 'missing.yaml')).rejects.toThrow('PIPELINE_UNREADABLE');
  });
});

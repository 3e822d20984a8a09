import { describe, expect, it } from 'vitest';
import { DEFAULT_MLP_PARAMS } from '../estimators/mlp-params.ts';
import { describeEngine } from '../testing/engine-contract.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { referenceEngine } from './reference-engine.ts';

describeEngine('reference', () => referenceEngine, { tolerance: 1e-15 });

describe('training with rows held out', () => {
  it('keeps the weights of the epoch that was best on them', () => {
    const { x, classCount } = makeBlobs(60, { classCount: 3, columnCount: 4 });
    const y = Int32Array.from({ length: 60 }, (_, row) => Math.floor(row / 7) % 3); // nothing that rows could tell
    const params = { ...DEFAULT_MLP_PARAMS, learningRate: 0.05, validationShare: 0.2, maxEpochs: 60 };
    const train = (maxEpochs: number) =>
      referenceEngine.train({ x, y, classCount, seed: 1, params: { ...params, maxEpochs } });
    const whole = train(60);
    const best = whole.losses.findIndex(
      (_, epoch) => JSON.stringify(train(epoch + 1).layers) === JSON.stringify(whole.layers),
    );
    expect(best).toBeGreaterThan(0);
    expect(best).toBeLessThan(whole.losses.length - 1);
  });
});

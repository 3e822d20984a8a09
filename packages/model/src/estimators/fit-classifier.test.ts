import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { matrixFromRows } from '../matrix.ts';
import { estimatorRecord } from '../model-file/estimator-schema.ts';
import { describeEstimator } from '../testing/estimator-contract.ts';
import { classifierFromRecord } from './fitted-classifier.ts';
import type { EstimatorCandidate } from './candidate-params.ts';
import { fitClassifier } from './fit-classifier.ts';

const NETWORK = { hiddenLayers: [16], maxEpochs: 150, learningRate: 0.01 } as const;

const KINDS: readonly { readonly name: string; readonly params: EstimatorCandidate }[] = [
  { name: 'mlp', params: NETWORK },
  { name: 'randomForest', params: { estimator: 'randomForest', trees: 40 } },
  { name: 'extraTrees', params: { estimator: 'extraTrees', trees: 40, classWeights: 'balanced' } },
  { name: 'majority', params: { estimator: 'majority' } },
  {
    name: 'ensemble',
    params: {
      estimator: 'ensemble',
      members: [NETWORK, { estimator: 'extraTrees', trees: 20 }, { estimator: 'randomForest', trees: 20 }],
      weights: [0.7, 0.2, 0.2],
    },
  },
];

for (const { name, params } of KINDS) {
  describeEstimator(name, {
    fit: (x, y, options) => fitClassifier(x, y, { ...options, params }),
    reread: ({ record }) => {
      const written: unknown = JSON.parse(JSON.stringify(z.encode(estimatorRecord, record)));
      return classifierFromRecord(z.parse(estimatorRecord, written));
    },
    learns: name !== 'majority',
  });
}

describe('fitClassifier', () => {
  const x = matrixFromRows([[1], [2], [3], [4]]);
  const y = Int32Array.of(0, 0, 0, 1);

  it('gives the majority baseline the share of each class', () => {
    const majority = fitClassifier(x, y, { classCount: 3, seed: 1, params: { estimator: 'majority' } });
    expect([...majority.predictProbabilities(matrixFromRows([[9]])).values]).toEqual([0.75, 0.25, 0]);
  });

  it('averages the members of an ensemble by their weights', () => {
    const forest = { estimator: 'extraTrees', trees: 5, bootstrap: false } as const;
    const params = {
      estimator: 'ensemble',
      members: [{ estimator: 'majority' }, forest],
      weights: [3, 1],
    } as const;
    const ensemble = fitClassifier(x, y, { classCount: 2, seed: 1, params });
    const { values } = ensemble.predictProbabilities(matrixFromRows([[1], [4]]));
    [0.8125, 0.1875, 0.5625, 0.4375].forEach((p, i) => expect(values[i]).toBeCloseTo(p, 14));
  });

  it.each([
    [{ members: [] }, 'members'],
    [{ members: [{ estimator: 'majority' }], weights: [1, 1] }, 'weights'],
    [{ members: [{ estimator: 'majority' }], weights: [0] }, 'weights'],
    [{ members: [{ estimator: 'majority' }], weights: [Infinity] }, 'weights'],
  ] as const)('refuses an ensemble of %j', (ensemble, name) => {
    const params = { estimator: 'ensemble', ...ensemble } as const;
    expect(() => fitClassifier(x, y, { classCount: 2, seed: 1, params })).toThrow(
      `${name} (MODEL_BAD_PARAMETER)`,
    );
  });
});

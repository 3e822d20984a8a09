import { describe, expect, it } from 'vitest';
import { makeBlobs } from '../testing/blobs.ts';
import type { EstimatorCandidate } from './candidate-params.ts';
import { fitClassifier } from './fit-classifier.ts';

const { x, y, classCount } = makeBlobs(90, { classCount: 3, columnCount: 4 });

const KINDS: readonly EstimatorCandidate[] = [
  { hiddenLayers: [8], maxEpochs: 40 },
  { hiddenLayers: [8], activation: 'tanh', maxEpochs: 40, inputTransform: 'signedLog', inputLimit: 3 },
  { estimator: 'randomForest', trees: 10 },
  { estimator: 'majority' },
  {
    estimator: 'ensemble',
    members: [
      { hiddenLayers: [8], maxEpochs: 20 },
      { estimator: 'extraTrees', trees: 10 },
    ],
  },
];

describe('contributions', () => {
  it.each(KINDS)('sum, with the bias, to the probability: %j', (params) => {
    const classifier = fitClassifier(x, y, { classCount, seed: 2, params });
    const { values } = classifier.predictProbabilities(x);
    for (const row of [0, 31, 77]) {
      for (let label = 0; label < classCount; label++) {
        const { bias, values: parts } = classifier.contributions(x.values.slice(row * 4, row * 4 + 4), label);
        const sum = parts.reduce((total, part) => total + part, bias);
        expect(sum).toBeCloseTo(values[row * classCount + label], 1);
      }
    }
  });
});

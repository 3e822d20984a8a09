import { describe, expect, it } from 'vitest';
import { makeBlobs } from '../testing/blobs.ts';
import type { EstimatorCandidate } from './candidate-params.ts';
import { expandEstimator } from './expand-estimator.ts';
import { fitClassifier } from './fit-classifier.ts';
import { classifierFromRecord } from './fitted-classifier.ts';
import { forestFault } from './forest/forest-fault.ts';

const { x, y, classCount } = makeBlobs(60, { classCount: 3, columnCount: 4 });
const PLACES = { places: Int32Array.of(0, 2, 3), classCount: 5 };

const KINDS: readonly EstimatorCandidate[] = [
  { hiddenLayers: [8], maxEpochs: 20 },
  { hiddenLayers: [], maxEpochs: 20 },
  { estimator: 'randomForest', trees: 10, classWeights: 'balanced' },
  { estimator: 'majority' },
  { estimator: 'ensemble', members: [{ hiddenLayers: [4] }, { estimator: 'extraTrees', trees: 5 }] },
];

describe('expandEstimator', () => {
  it.each(KINDS)(
    'leaves the answers of old classes as they were, and gives new ones nothing: %j',
    (params) => {
      const fitted = fitClassifier(x, y, { classCount, seed: 1, params });
      const before = fitted.predictProbabilities(x).values;
      const expanded = classifierFromRecord(expandEstimator(fitted.record, PLACES));
      const after = expanded.predictProbabilities(x);
      expect(after.columnCount).toBe(5);
      for (let row = 0; row < x.rowCount; row++) {
        const own = [...after.values.subarray(row * 5, row * 5 + 5)];
        expect(own[1]).toBeLessThan(1e-30);
        expect(own[4]).toBeLessThan(1e-30);
        [own[0], own[2], own[3]].forEach((p, label) => expect(p).toBeCloseTo(before[row * 3 + label], 6));
      }
    },
  );

  it('keeps a forest sound', () => {
    const { record } = fitClassifier(x, y, {
      classCount,
      seed: 1,
      params: { estimator: 'extraTrees', trees: 5 },
    });
    const expanded = expandEstimator(record, PLACES);
    expect(expanded.type === 'extraTrees' && forestFault(expanded)).toBeUndefined();
  });
});

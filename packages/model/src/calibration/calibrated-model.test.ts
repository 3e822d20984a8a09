import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../engine/reference-engine.ts';
import { simdEngine } from '../engine/simd/simd-engine.ts';
import { fitClassifier } from '../estimators/fit-classifier.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { calibratedModel } from './calibrated-model.ts';
import { calibrate } from './temperature.ts';

const { x, y, classCount } = makeBlobs(45, { classCount: 5, columnCount: 4 });
const network = { hiddenLayers: [8], maxEpochs: 5 } as const;
const fitted = (engine: typeof simdEngine, isForest = false) =>
  fitClassifier(x, y, {
    classCount,
    seed: 1,
    engine,
    params: isForest ? { estimator: 'randomForest', trees: 5 } : network,
  });

describe('calibratedModel', () => {
  describe.each([
    ['a network in single precision', fitted(simdEngine), 1e-6],
    ['a network in double precision', fitted(referenceEngine), 1e-14],
    ['a forest', fitted(simdEngine, true), 0],
  ] as const)('of %s', (_, classifier, tolerance) => {
    it.each([0.3, 1, 4])('equals calibration of its probabilities at temperature %d', (temperature) => {
      const calibration = { method: 'temperature', temperature } as const;
      const found = calibratedModel(classifier, calibration).predictProbabilities(x).values;
      const expected = calibrate(classifier.predictProbabilities(x), calibration).values;
      found.forEach((p, i) => {
        expect(Math.abs(p - expected[i])).toBeLessThanOrEqual(tolerance);
      });
      if (temperature !== 1) expect(found).not.toEqual(classifier.predictProbabilities(x).values);
    });

    it('is left as it is without calibration', () => {
      expect(calibratedModel(classifier, null)).toBe(classifier);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../engine/reference-engine.ts';
import type { TrainedNetwork, TrainingEngine, TrainingProblem } from '../engine/training-engine.ts';
import { DEFAULT_MLP_PARAMS, type MlpParams } from '../estimators/mlp-params.ts';
import { StandardScaler } from '../transform/standard-scaler.ts';
import { makeBlobs } from './blobs.ts';

/** 53 rows of 13 columns and 5 classes: sizes that no tile divides. A column that is constant becomes 0. */
const problemOf = (params: Partial<MlpParams>): TrainingProblem => {
  const { x, y, classCount } = makeBlobs(53, { classCount: 5, columnCount: 13, seed: 4 });
  for (let row = 0; row < x.rowCount; row++) x.values[row * x.columnCount + 6] = 3;
  const scaled = new StandardScaler().fit(x).transform(x);
  const all = { ...DEFAULT_MLP_PARAMS, hiddenLayers: [11, 6], maxEpochs: 15, batchSize: 17, ...params };
  return { x: scaled, y, classCount, params: { ...all, learningRate: 0.01 }, seed: 7 };
};

const greatestDifference = (a: TrainedNetwork, b: TrainedNetwork): number =>
  Math.max(
    ...a.layers.flatMap((layer, i) => {
      const other = b.layers[i];
      return [
        ...layer.weights.map((weight, at) => Math.abs(weight - other.weights[at])),
        ...layer.biases.map((bias, at) => Math.abs(bias - other.biases[at])),
      ];
    }),
    ...a.losses.map((loss, epoch) => Math.abs(loss - b.losses[epoch])),
  );

/**
 * Tests every engine has to pass: the same steps as the reference engine, to a tolerance for weights, biases and losses
 * after 15 epochs.
 */
export const describeEngine = (
  name: string,
  engineOf: () => TrainingEngine,
  { tolerance }: { readonly tolerance: number },
): void => {
  describe(`the engine ${name}`, () => {
    it.each<[string, Partial<MlpParams>]>([
      ['relu', {}],
      ['tanh', { activation: 'tanh' }],
      ['logistic', { activation: 'logistic' }],
      ['identity', { activation: 'identity' }],
      ['no hidden layer', { hiddenLayers: [] }],
      ['one unit', { hiddenLayers: [1] }],
      ['a strong penalty', { alpha: 3 }],
      ['dropout', { dropout: 0.3 }],
      ['balanced classes', { classWeights: 'balanced' }],
      ['batches of one row', { batchSize: 1, maxEpochs: 2 }],
      ['a single batch', { batchSize: 500 }],
      ['steps along a cosine', { learningRateSchedule: 'cosine' }],
      ['rows held out', { validationShare: 0.3, patienceEpochs: 3 }],
    ])('takes the steps of the reference engine with %s', (_, params) => {
      const problem = problemOf(params);
      const trained = engineOf().train(problem);
      const expected = referenceEngine.train(problem);
      expect(trained.losses.length).toBe(expected.losses.length);
      expect(greatestDifference(trained, expected)).toBeLessThan(tolerance);
      expect(trained.losses.at(-1)).toBeLessThan(trained.losses[0]);
    });

    it('gives the same network again, whatever was trained between', () => {
      const first = engineOf().train(problemOf({ dropout: 0.1 }));
      engineOf().train(problemOf({ hiddenLayers: [40], activation: 'logistic' }));
      expect(engineOf().train(problemOf({ dropout: 0.1 }))).toEqual(first);
    });

    it('says that training diverged', () => {
      const problem = problemOf({});
      const wild = { ...problem, params: { ...problem.params, learningRate: 1e300 } };
      expect(() => engineOf().train(wild)).toThrow('MODEL_DIVERGED');
    });
  });
};

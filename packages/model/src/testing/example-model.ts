import type { DenseLayer } from '../dense/layer.ts';
import { DEFAULT_MLP_ESTIMATOR_PARAMS } from '../estimators/candidate-params.ts';
import { DEFAULT_MLP_PARAMS } from '../estimators/mlp-params.ts';
import type { ModelFile } from '../model-file/model-file.ts';

const layer = (
  activation: DenseLayer['activation'],
  weights: readonly (readonly number[])[],
  biases: readonly number[],
): DenseLayer => ({
  inputs: weights.length,
  outputs: biases.length,
  activation,
  weights: Float64Array.from(weights.flat()),
  biases: Float64Array.from(biases),
});

/** A model of two columns and three roles, small enough to check by hand: the camera sends, the server answers, the phone rests. */
export const exampleModel: ModelFile = {
  formatVersion: 2,
  kind: 'networkml-model',
  name: 'example',
  roles: ['Camera', 'Server', 'Phone'],
  featureSets: [{ id: 'traffic', version: 2 }],
  featureSchemaHash: 'abc123',
  columns: ['bytes_out', 'bytes_in'],
  estimator: {
    type: 'mlp',
    hyperparameters: { ...DEFAULT_MLP_PARAMS, hiddenLayers: [2] },
    inputTransform: 'none',
    scaler: { mean: Float64Array.of(100, 200), scale: Float64Array.of(10, 20) },
    layers: [
      layer('relu', [[1, 0], [0, 1]], [0, 0]), // prettier-ignore
      layer('softmax', [[4, 0, 0], [0, 4, 0]], [0, 0, 1]), // prettier-ignore
    ],
  },
  calibration: null,
  novelty: null,
  unknown: { threshold: 0.5, noveltyThreshold: null, minimumPackets: 0 },
  distribution: null,
  validation: {
    method: 'stratified-k-fold',
    folds: 2,
    metrics: { weightedF1: 0.75, accuracy: 0.8, macroF1: 0.7 },
    grid: [
      {
        hyperparameters: { ...DEFAULT_MLP_ESTIMATOR_PARAMS, hiddenLayers: [2] },
        meanScore: 0.75,
        stdScore: 0.05,
        foldScores: [0.7, 0.8],
      },
    ],
  },
  training: {
    seed: 42,
    rowCount: 9,
    rowsPerRole: { Server: 3, Camera: 4, Phone: 2 },
    datasetFingerprint: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    deviceSelection: 'canonical',
    engine: 'reference-f64',
  },
  libraryVersion: '0.1.0',
};

import { DEFAULT_MLP_ESTIMATOR_PARAMS, DEFAULT_MLP_PARAMS, type ModelFile } from '@networkml/model';

const hyperparameters = { ...DEFAULT_MLP_ESTIMATOR_PARAMS, hiddenLayers: [] };

/** A model of one column and three roles with a validation; its network does not matter. */
export const exampleModel: ModelFile & { readonly validation: NonNullable<ModelFile['validation']> } = {
  formatVersion: 2,
  kind: 'networkml-model',
  name: 'example',
  description: 'For tests.',
  libraryVersion: '0.1.0',
  roles: ['Camera', 'Phone', 'Printer'],
  unknown: { threshold: 0.5, noveltyThreshold: null, minimumPackets: 0 },
  featureSets: [{ id: 'device', version: 1 }],
  featureSchemaHash: 'abc',
  training: {
    seed: 7,
    rowCount: 43,
    rowsPerRole: { Camera: 20, Phone: 3, Printer: 20 },
    datasetFingerprint: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    deviceSelection: 'labelled',
    engine: 'reference-f64',
  },
  validation: {
    method: 'stratified-k-fold',
    folds: 5,
    metrics: { accuracy: 0.9, weightedF1: 0.89 },
    grid: [{ hyperparameters, meanScore: 0.89, stdScore: 0.01, foldScores: [0.88, 0.9] }],
  },
  calibration: null,
  novelty: null,
  distribution: null,
  columns: ['packets'],
  estimator: {
    type: 'mlp',
    hyperparameters: { ...DEFAULT_MLP_PARAMS, hiddenLayers: [] },
    inputTransform: 'none',
    scaler: { mean: Float64Array.of(0), scale: Float64Array.of(1) },
    layers: [
      {
        inputs: 1,
        outputs: 3,
        activation: 'softmax',
        weights: Float64Array.of(1, 2, 3),
        biases: new Float64Array(3),
      },
    ],
  },
};

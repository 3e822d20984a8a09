export { MODEL_ERRORS, ModelError, type ModelErrorCode } from './errors.ts';
export { type Labels, type Matrix, argmaxRows, matrixFromRows, selectRows } from './matrix.ts';
export { type Rng, createRng, deriveSeed, shuffle } from './rng.ts';
export { LabelEncoder } from './label-encoder.ts';
export type { Estimator, Executor, FitOptions, FittedModel, Scorer } from './estimator.ts';
export type { Activation, DenseLayer } from './dense/layer.ts';
export { type InputTransform, INPUT_TRANSFORMS, applyInputTransform } from './transform/input-transform.ts';
export { FittedStandardScaler, StandardScaler } from './transform/standard-scaler.ts';
export { DEFAULT_MLP_PARAMS, type MlpParams } from './estimators/mlp-params.ts';
export { FittedMlp } from './estimators/fitted-mlp.ts';
export {
  type ClassifierParams,
  type ClassifierParts,
  DEFAULT_CLASSIFIER_PARAMS,
  FittedClassifier,
} from './estimators/fitted-classifier.ts';
export {
  type FeatureSetVersion,
  type GridRecord,
  MODEL_FILE_KIND,
  MODEL_FORMAT_VERSION,
  type MlpRecord,
  type ModelFile,
  type TemperatureCalibration,
  type TrainingRecord,
  type ValidationRecord,
} from './model-file/model-file.ts';
export {
  type ClassifierRecord,
  classifierFromRecord,
  classifierRecord,
} from './model-file/classifier-record.ts';
export { type ModelDifference, diffModels } from './model-file/diff.ts';
export { formatModelFile } from './model-file/format.ts';
export { modelFileJsonSchema } from './model-file/json-schema.ts';
export { parseModelFile } from './model-file/parse.ts';
export { modelFileSchema } from './model-file/schema.ts';
export {
  type Prediction,
  type PredictionTable,
  type Predictor,
  type RoleConfidence,
  UNKNOWN_ROLE,
  createPredictor,
} from './predictor.ts';

export { MODEL_ERRORS, ModelError, type ModelErrorCode } from './errors.ts';
export { type Labels, type Matrix, argmaxRows, matrixFromRows, selectRows } from './matrix.ts';
export { type Rng, createRng, deriveSeed, shuffle } from './rng.ts';
export { LabelEncoder } from './label-encoder.ts';
export type { Estimator, Executor, FitOptions, FittedModel, Scorer } from './estimator.ts';
export type { Activation, DenseLayer } from './dense/layer.ts';
export { type InputTransform, INPUT_TRANSFORMS, applyInputTransform } from './transform/input-transform.ts';
export { FittedStandardScaler, StandardScaler } from './transform/standard-scaler.ts';
export { DEFAULT_MLP_PARAMS, type MlpParams } from './estimators/mlp-params.ts';
export {
  DEFAULT_FOREST_PARAMS,
  FOREST_KINDS,
  type ForestKind,
  type ForestParams,
} from './estimators/forest/forest-params.ts';
export type {
  EnsembleEstimatorParams,
  EstimatorParams,
  ForestEstimatorParams,
  MajorityEstimatorParams,
  MemberParams,
  MlpEstimatorParams,
} from './estimators/params.ts';
export {
  DEFAULT_MLP_ESTIMATOR_PARAMS,
  type EnsembleCandidate,
  type EstimatorCandidate,
  type ForestCandidate,
  type MemberCandidate,
  type MlpCandidate,
  type MlpDefaults,
  completeParams,
} from './estimators/candidate-params.ts';
export type {
  EnsembleRecord,
  EstimatorRecord,
  MemberRecord,
  MlpRecord,
  ScalerRecord,
} from './estimators/estimator-record.ts';
export type { ForestRecord } from './estimators/forest/forest-record.ts';
export type { MajorityRecord } from './estimators/majority/fitted-majority.ts';
export type { Contributions } from './estimators/contributions.ts';
export { FittedMlp } from './estimators/fitted-mlp.ts';
export { type FittedClassifier, classifierFromRecord } from './estimators/fitted-classifier.ts';
export {
  type AdaptedFromRecord,
  type DistributionRecord,
  type FeatureSetVersion,
  type GridRecord,
  MODEL_FILE_KIND,
  MODEL_FORMAT_VERSION,
  type ModelFile,
  type OriginRecord,
  type TemperatureCalibration,
  type TrainingRecord,
  type UnknownRule,
  type ValidationRecord,
} from './model-file/model-file.ts';
export type { NoveltyRecord } from './novelty/novelty-record.ts';
export { type ModelDifference, diffModels } from './model-file/diff.ts';
export { gridRecordSchema, trainingRecordSchema } from './model-file/schema.ts';
export { contentHashOfModel, formatModelFile } from './model-file/format.ts';
export { modelFileJsonSchema } from './model-file/json-schema.ts';
export { type ParseOptions, parseModelFile } from './model-file/parse.ts';
export { modelFileSchema } from './model-file/schema.ts';
export {
  type Prediction,
  type PredictionTable,
  type Predictor,
  type RoleConfidence,
  UNKNOWN_ROLE,
  type UnknownReason,
  createPredictor,
} from './predictor.ts';
export { type ColumnEffect, type Explanation, MAX_EFFECTS } from './explanation/explain.ts';
export { noveltyScores } from './novelty/novelty-scores.ts';
export { calibrate } from './calibration/temperature.ts';

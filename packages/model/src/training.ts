export { type MlpFitOptions, MlpClassifier } from './estimators/mlp-classifier.ts';
export { type FitClassifierOptions, fitClassifier } from './estimators/fit-classifier.ts';
export type { TrainedNetwork, TrainingEngine, TrainingProblem } from './engine/training-engine.ts';
export { DEFAULT_ENGINE, ENGINE_NAMES, type EngineName, resolveEngine } from './engine/engines.ts';
export { referenceEngine } from './engine/reference-engine.ts';
export { simdEngine } from './engine/simd/simd-engine.ts';
export type { Fold, FoldOptions } from './selection/fold.ts';
export { stratifiedKFold } from './selection/stratified-k-fold.ts';
export { joinGroups } from './selection/join-groups.ts';
export { type HeldOutOptions, heldOut, heldOutGroups } from './selection/held-out.ts';
export { leaveOneGroupOut } from './selection/leave-one-group-out.ts';
export {
  SPLIT_METHODS,
  type SplitMethod,
  type SplitPlan,
  type SplitRows,
  splitRows,
} from './selection/split-plan.ts';
export { groupKFold, stratifiedGroupKFold } from './selection/group-k-fold.ts';
export { type FoldResult, type FoldTask, runFoldTask } from './selection/fold-task.ts';
export {
  type LearningCurveOptions,
  type LearningCurvePoint,
  learningCurve,
} from './selection/learning-curve.ts';
export {
  type NestedSearchOptions,
  type NestedSearchResult,
  nestedSearch,
} from './selection/nested-search.ts';
export type { CandidateResult } from './selection/candidate-result.ts';
export {
  DEFAULT_CANDIDATES,
  type FoldProgress,
  type GridSearchOptions,
  type GridSearchResult,
  gridSearch,
} from './selection/grid-search.ts';
export { parseGrid } from './grid/parse-grid.ts';
export type {
  EnsembleEstimatorParams,
  EstimatorParams,
  ForestEstimatorParams,
  MajorityEstimatorParams,
  MemberParams,
  MlpEstimatorParams,
} from './estimators/params.ts';
export {
  DEFAULT_FOREST_PARAMS,
  type ForestKind,
  type ForestParams,
} from './estimators/forest/forest-params.ts';
export { type ForestFitOptions, fitForest } from './estimators/forest/fit-forest.ts';
export { fitMajority } from './estimators/majority/fit-majority.ts';
export { type EnsembleOptions, fitEnsemble } from './estimators/ensemble/fit-ensemble.ts';
export { fitTemperature } from './calibration/fit-temperature.ts';
export { type NoveltyOptions, fitNovelty } from './novelty/fit-novelty.ts';
export { rememberedRows } from './novelty/remembered-rows.ts';
export { type ClassPlaces, expandEstimator } from './estimators/expand-estimator.ts';

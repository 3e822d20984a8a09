export { type Confusion, type ConfusionCounts, confusionMatrix, confusions } from './confusion.ts';
export { EVALUATION_ERRORS, EvaluationError, type EvaluationErrorCode } from './errors.ts';
export {
  accuracy,
  type ClassScores,
  precisionRecallF1,
  type Scores,
  type ScoreTable,
  weightedF1,
} from './metrics.ts';
export { mostProbable, topKAccuracy } from './ranking.ts';
export { renderReportText } from './render/text.ts';
export {
  type ConfusedPair,
  evaluate,
  type EvaluationInput,
  type EvaluationReport,
  type RoleReport,
  type UnknownReport,
} from './report.ts';

export {
  type BootstrapOptions,
  bootstrapInterval,
  bootstrapScores,
  type Interval,
  quantileOf,
  type RoleIntervals,
  type ScoreIntervals,
} from './bootstrap.ts';
export {
  type BinOptions,
  brierScore,
  type CalibrationReport,
  calibrationReport,
  expectedCalibrationError,
  logLoss,
  type ReliabilityBin,
  reliabilityBins,
} from './calibration.ts';
export { calibrationErrorInterval } from './calibration-interval.ts';
export { compareRuns, type NamedRun, type RunComparison } from './compare-runs.ts';
export {
  compareAnswers,
  type ComparisonResult,
  mcnemar,
  type McNemarResult,
  type PairedAnswers,
} from './comparison.ts';
export { type Confusion, type ConfusionCounts, confusionMatrix, confusions } from './confusion.ts';
export {
  type Curve,
  type CurvePoint,
  knownAgainstUnknown,
  precisionRecallCurve,
  rocCurve,
} from './curves.ts';
export {
  type ColumnDrift,
  detectDrift,
  type Distribution,
  type DriftInput,
  type DriftReport,
  kolmogorovSmirnov,
  kolmogorovSmirnovP,
  populationStability,
} from './drift.ts';
export { EVALUATION_ERRORS, EvaluationError, type EvaluationErrorCode } from './errors.ts';
export {
  accuracy,
  type ClassScores,
  precisionRecallF1,
  type Scores,
  type ScoreTable,
  weightedF1,
} from './metrics.ts';
export {
  type FeatureImportance,
  type ImportanceOptions,
  permutationImportance,
} from './permutation-importance.ts';
export { highestProbabilities, mostProbable, topKAccuracy } from './ranking.ts';
export { alignedTable } from './render/aligned-table.ts';
export { signedDecimal } from './render/figures.ts';
export { renderReportMarkdown } from './render/markdown.ts';
export { renderReportText } from './render/text.ts';
export {
  type ConfusedPair,
  evaluate,
  type EvaluationInput,
  type EvaluationReport,
  type RoleReport,
  type RowOutcome,
  type RowReference,
} from './report.ts';
export {
  type LearningCurve,
  REPORT_KIND,
  REPORT_SCHEMA_VERSION,
  type ReportDocument,
  reportDocument,
  type ReportedData,
  type ReportedModel,
  type ReportedValidation,
  type Reproduction,
} from './report-document.ts';
export { type RiskCoveragePoint, riskCoverage } from './risk-coverage.ts';
export { type RoleCurves } from './role-curves.ts';
export { wilsonInterval } from './wilson.ts';
export type { RoleUnknown, UnknownReport } from './unknown-report.ts';

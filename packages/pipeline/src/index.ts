export { DEVICE_WORDS, type DeviceWord } from '@networkml/featurizer';
export { isDirectory, LISTED_BYTES_PER_THREAD, listCaptures, threadsThatHelp } from './capture-files.ts';
export { PIPELINE_ERRORS, PipelineError, type PipelineErrorCode } from './errors.ts';
export {
  type ColumnGroup,
  type DescribedColumn,
  columnGroups,
  renderFeatureSet,
} from './describe-feature-set.ts';
export { type CheckDatasetOptions, checkDataset } from './dataset/check-dataset.ts';
export {
  FINDINGS,
  type Finding,
  type FindingDetails,
  type FindingName,
  SEVERITIES,
  type Severity,
} from './dataset/finding.ts';
export { inventory } from './dataset/inspect-capture.ts';
export type { DatasetReport, RoleShare } from './dataset/report-dataset.ts';
export { evaluateModel } from './evaluate-model.ts';
export { DEFAULT_FEATURE_SET, DEFAULT_MODEL } from './defaults.ts';
export { type PluginOptions, findFeatureSets, knownFeatureSets, resolveFeatureSets } from './feature-sets.ts';
export {
  FEATURE_FORMATS,
  type FeatureFormat,
  type FeatureLayout,
  type FeatureWriterOptions,
} from './featurize/feature-writer.ts';
export { type FeatureGroup, resolveGroups } from './featurize/groups.ts';
export { type FeatureJournal, type JournalSettings, isRunning, openJournal } from './featurize/journal.ts';
export {
  type FeatureReport,
  type FeatureRun,
  type WriteFeaturesOptions,
  writeFeatures,
} from './featurize/write-features.ts';
export {
  type CaptureCounts,
  type CaptureFeatures,
  type CaptureProgress,
  type FailedCapture,
  type FeaturizeManyOptions,
  type FeaturizeOptions,
  type FeaturizedCapture,
  type FeaturizedCaptures,
  featurizeCapture,
  featurizeCaptures,
  featurizeEach,
  isCaptureFailure,
} from './featurize-captures.ts';
export { makeDirectory, type Piece, readText, writeLines, writeText } from './files.ts';
export { type CaptureLabel, type LabelOptions, type Labeller, type Labels, openLabels } from './labeller.ts';
export { type LabelledTable, labelTable, selectLabelled } from './labels.ts';
export { type LabelledSource, type LoadedLabels, loadLabelled } from './load-labelled.ts';
export { loadFeatures } from './load-features.ts';
export { type ManifestEntry, readManifest, readRoleMap } from './manifest.ts';
export { renderModelCard } from './models/model-card.ts';
export { bundledModelNames, loadModel } from './models/load-model.ts';
export { type VerifiedModel, verifyModel } from './models/verify-model.ts';
export {
  CONVERSATION_COLUMNS,
  type ConversationColumn,
  type ConversationRows,
} from './parse/conversation-columns.ts';
export {
  type ConversationCounter,
  MAX_CONVERSATIONS,
  createConversationCounter,
} from './parse/conversation-counter.ts';
export type { Conversations } from './parse/conversations.ts';
export { PACKET_COLUMNS, type PacketColumn } from './parse/packet-columns.ts';
export { type ParseOptions, type ParseReport, type ParseRun, parseCaptures } from './parse-captures.ts';
export { type Column, cellOf } from './table/column.ts';
export type { TableFormat } from './table/format.ts';
export {
  type CapturePredictor,
  type DevicePrediction,
  type PredictOptions,
  type PredictedCapture,
  createCapturePredictor,
  predictTable,
} from './predict-captures.ts';
export {
  type PredictMessage,
  type PredictMessageContext,
  type PredictMessageEntry,
  predictMessage,
} from './predict-message.ts';
export { type CaptureSummary, type InterfaceSummary, summarizeCapture } from './summarize-capture.ts';
export { type SummarizeOptions, type SummarizedCapture, summarizeCaptures } from './summarize-captures.ts';
export { LIBRARY_VERSION } from './version.ts';
export { formatReport, requireReportName } from './report/format-report.ts';
export { modelDrift } from './report/model-drift.ts';
export { readRun } from './report/read-run.ts';
export { type ReportOptions, reportModel } from './report/report-model.ts';

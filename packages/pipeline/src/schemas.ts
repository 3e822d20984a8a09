export { arePredictions, predictionsJsonSchema } from './prediction-schema.ts';
export { REPORT_KINDS, type ReportKind, reportJsonSchema, reportProblems } from './report/report-schemas.ts';

export { datasetReportJsonSchema, isDatasetReport } from './dataset/report-schema.ts';
export { arePredictions, predictionsJsonSchema } from './prediction-schema.ts';

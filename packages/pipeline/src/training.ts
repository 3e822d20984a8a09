export { type TrainOptions, type TrainedModel, type TrainingReport, trainModel } from './train-model.ts';
export { type TrainingRun, runTraining, withFoldThreads } from './run-training.ts';
export { type TrainingArguments, trainWithProgress } from './command-line/train-with-progress.ts';

export {
  type TrainOptions,
  type TrainedModel,
  type TrainingProgress,
  type TrainingReport,
  trainModel,
} from './train-model.ts';
export { type TrainingOutput, type TrainingRun, runTraining, withFoldThreads } from './run-training.ts';
export { renderValidationText } from './command-line/validation-text.ts';
export {
  type TrainingArguments,
  type TrainingEnd,
  trainWithProgress,
  untilStopped,
} from './command-line/train-with-progress.ts';
export type { OutOfFold } from './validation/judged-rows.ts';
export type { LearningCurveRecord } from './validation/measure-learning-curve.ts';
export type { ValidationOptions } from './validation/validation-options.ts';
export { type TrainingDocumentOptions, trainingDocument } from './report/training-document.ts';
export { type AdaptOptions, type AdaptedModel, adaptModel } from './adapt/adapt-model.ts';
export type {
  AdaptationComparison,
  AdaptationReport,
  AdaptationVerdict,
} from './adapt/compare-adaptation.ts';
export { adaptationRemarks, renderAdaptationText } from './adapt/adaptation-text.ts';
export { type AdaptationRun, runAdaptation } from './adapt/run-adaptation.ts';

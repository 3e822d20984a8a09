export { type TrainOptions, type TrainedModel, type TrainingReport, trainModel } from './train-model.ts';

export { listCaptures } from './capture-files.ts';
export { knownFeatureSets } from './feature-sets.ts';
export { type FailedCapture, isCaptureFailure } from './featurize-captures.ts';
export { makeDirectory, writeText } from './files.ts';
export { loadModel } from './models/load-model.ts';
export {
  type CapturePredictor,
  type DevicePrediction,
  type PredictOptions,
  type PredictedCapture,
  createCapturePredictor,
} from './predict-captures.ts';
export { predictMessage } from './predict-message.ts';

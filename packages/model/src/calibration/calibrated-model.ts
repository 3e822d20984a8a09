import type { FittedModel } from '../estimator.ts';
import { type FittedClassifier, networkFromRecord } from '../estimators/fitted-classifier.ts';
import type { TemperatureCalibration } from '../model-file/model-file.ts';
import { calibrate } from './temperature.ts';

/**
 * A classifier whose probabilities are corrected; null leaves them as they are. A network's are corrected where its softmax
 * is computed, which takes no time; they differ from `calibrate` by rounding errors of its precision.
 */
export const calibratedModel = (
  classifier: FittedClassifier,
  calibration: TemperatureCalibration | null,
): FittedModel => {
  if (calibration === null) return classifier;
  const { record } = classifier;
  if (record.type === 'mlp') return networkFromRecord(record, calibration.temperature);
  return { predictProbabilities: (x) => calibrate(classifier.predictProbabilities(x), calibration) };
};

import { FittedClassifier } from '../estimators/fitted-classifier.ts';
import { FittedMlp } from '../estimators/fitted-mlp.ts';
import { FittedStandardScaler } from '../transform/standard-scaler.ts';
import type { ModelFile } from './model-file.ts';

/** The parts of a model file that are the classifier itself. */
export type ClassifierRecord = Pick<ModelFile, 'estimator' | 'inputTransform' | 'scaler'>;

/** What a model file holds of a fitted classifier. */
export const classifierRecord = (classifier: FittedClassifier): ClassifierRecord => {
  const { hyperparameters, inputTransform, scaler, network } = classifier.parts;
  return {
    estimator: { type: 'mlp', hyperparameters, layers: network.layers },
    inputTransform,
    scaler: {
      mean: scaler.mean,
      scale: scaler.scale,
      ...(scaler.limit === Number.POSITIVE_INFINITY ? {} : { limit: scaler.limit }),
    },
  };
};

/** The classifier a model file describes; the inverse of `classifierRecord`. */
export const classifierFromRecord = (record: ClassifierRecord): FittedClassifier =>
  new FittedClassifier({
    hyperparameters: record.estimator.hyperparameters,
    inputTransform: record.inputTransform,
    scaler: new FittedStandardScaler(record.scaler.mean, record.scaler.scale, record.scaler.limit),
    network: new FittedMlp(record.estimator.layers),
  });

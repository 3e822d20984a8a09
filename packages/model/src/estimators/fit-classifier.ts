import type { Labels, Matrix } from '../matrix.ts';
import { applyInputTransform } from '../transform/input-transform.ts';
import { StandardScaler } from '../transform/standard-scaler.ts';
import { type ClassifierParams, DEFAULT_CLASSIFIER_PARAMS, FittedClassifier } from './fitted-classifier.ts';
import { MlpClassifier, type MlpFitOptions } from './mlp-classifier.ts';

/** How a classifier is fitted: the network's options, and hyperparameters that differ from `DEFAULT_CLASSIFIER_PARAMS`. */
export interface FitClassifierOptions extends MlpFitOptions {
  readonly params?: Partial<ClassifierParams>;
}

/**
 * Fits input transform, scaler and network on these rows and nothing else.
 * @param x raw feature values, shape [n, d]. @param y class index per row, shape [n].
 * Throws MODEL_BAD_PARAMETER, MODEL_BAD_TRAINING_DATA, or MODEL_DIVERGED.
 */
export const fitClassifier = (x: Matrix, y: Labels, options: FitClassifierOptions): FittedClassifier => {
  const { params = {}, ...fitOptions } = options;
  const { inputTransform, inputLimit, ...hyperparameters } = { ...DEFAULT_CLASSIFIER_PARAMS, ...params };
  const transformed = applyInputTransform(inputTransform, x);
  const scaler = new StandardScaler(inputLimit).fit(transformed);
  const network = new MlpClassifier(hyperparameters).fit(scaler.transform(transformed), y, fitOptions);
  return new FittedClassifier({ hyperparameters, inputTransform, scaler, network });
};

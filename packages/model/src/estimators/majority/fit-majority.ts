import type { FitOptions } from '../../estimator.ts';
import type { Labels, Matrix } from '../../matrix.ts';
import { checkTrainingData } from '../training-data.ts';
import { FittedMajority } from './fitted-majority.ts';

/**
 * Counts classes, and learns nothing else; scikit-learn's DummyClassifier with the strategy `prior`.
 * @param x finite, shape [n, d]. @param y class index per row, shape [n].
 * @throws ModelError MODEL_BAD_TRAINING_DATA.
 */
export const fitMajority = (x: Matrix, y: Labels, options: FitOptions): FittedMajority => {
  checkTrainingData(x, y, options);
  const probabilities = new Float64Array(options.classCount);
  for (const label of y) probabilities[label] += 1;
  return new FittedMajority({
    type: 'majority',
    inputs: x.columnCount,
    probabilities: probabilities.map((count) => count / y.length),
  });
};

import type { Labels, Matrix } from '@networkml/model';
import { type BootstrapOptions, type Interval, bootstrapInterval } from './bootstrap.ts';
import { expectedCalibrationError, reliabilityBins } from './calibration.ts';
import { requireEqualLengths } from './errors.ts';
import { highestProbabilities, mostProbable } from './ranking.ts';

/**
 * The expected calibration error over 15 bins with its bootstrap interval. Rows drawn twice stand for one another, so that resamples err
 * a little to the high side, as the estimate itself does where rows are few. @param truth shape [n]. @param probabilities shape [n, classes].
 */
export function calibrationErrorInterval(
  truth: Labels,
  probabilities: Matrix,
  options: BootstrapOptions = {},
): Interval {
  requireEqualLengths(truth.length, probabilities.rowCount);
  const confidences = highestProbabilities(probabilities);
  const isRight = Array.from(mostProbable(probabilities), (label, row) => label === truth[row]);
  const errorOf = (rows: Int32Array): number => {
    const drawn = Float64Array.from(rows, (row) => confidences[row]);
    const right = Array.from(rows, (row) => isRight[row]);
    return expectedCalibrationError(reliabilityBins(drawn, right));
  };
  return bootstrapInterval(truth.length, errorOf, options);
}

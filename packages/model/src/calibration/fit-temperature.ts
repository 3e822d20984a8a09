import { ModelError } from '../errors.ts';
import type { Labels, Matrix } from '../matrix.ts';
import type { TemperatureCalibration } from '../model-file/model-file.ts';
import { calibrate } from './temperature.ts';

/** Temperatures are looked for between these: a model ten times too shy or too bold. */
const LOWEST = 0.1;
const HIGHEST = 10;

/** Halvings of the interval by the golden ratio: the temperature is known to five digits. */
const STEPS = 40;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Keeps the logarithm finite where a forest gives a class no vote at all. */
const SMALLEST = 1e-6;

/**
 * The temperature that makes answers on rows a model had not seen most likely (Guo et al., On Calibration of Modern Neural
 * Networks, 2017), by golden-section search over its logarithm.
 * @param probabilities out of fold and not calibrated, shape [n, classes]. @param truth shape [n].
 * @throws ModelError MODEL_BAD_TRAINING_DATA without rows.
 */
export const fitTemperature = (probabilities: Matrix, truth: Labels): TemperatureCalibration => {
  if (truth.length === 0) throw new ModelError('MODEL_BAD_TRAINING_DATA', 'no row to calibrate on');
  const lossAt = (logarithm: number): number =>
    meanLoss(calibrate(probabilities, { method: 'temperature', temperature: Math.exp(logarithm) }), truth);
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  for (let step = 0; step < STEPS; step++) {
    const width = GOLDEN * (high - low);
    if (lossAt(high - width) <= lossAt(low + width)) high = low + width;
    else low = high - width;
  }
  return { method: 'temperature', temperature: Math.exp((low + high) / 2) };
};

const meanLoss = ({ values, columnCount }: Matrix, truth: Labels): number => {
  let sum = 0;
  truth.forEach((label, row) => {
    sum -= Math.log(Math.max(values[row * columnCount + label], SMALLEST));
  });
  return sum / truth.length;
};

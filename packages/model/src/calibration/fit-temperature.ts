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
 * @param doubt share of each answer that is taken to be wrong in any case, so that a few right answers do not make a model sure of everything.
 * @throws ModelError MODEL_BAD_TRAINING_DATA without rows.
 */
export const fitTemperature = (probabilities: Matrix, truth: Labels, doubt = 0): TemperatureCalibration => {
  if (truth.length === 0) throw new ModelError('MODEL_BAD_TRAINING_DATA', 'no row to calibrate on');
  const lossAt = (logarithm: number): number =>
    meanLoss(
      calibrate(probabilities, { method: 'temperature', temperature: Math.exp(logarithm) }),
      truth,
      doubt,
    );
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  for (let step = 0; step < STEPS; step++) {
    const width = GOLDEN * (high - low);
    if (lossAt(high - width) <= lossAt(low + width)) high = low + width;
    else low = high - width;
  }
  return { method: 'temperature', temperature: Math.exp((low + high) / 2) };
};

/** Cross-entropy with what the doubt leaves for the true class, and the doubt for all others alike. */
const meanLoss = ({ values, columnCount }: Matrix, truth: Labels, doubt: number): number => {
  const lossOf = (at: number): number => -Math.log(Math.max(values[at], SMALLEST));
  let sum = 0;
  truth.forEach((label, row) => {
    const start = row * columnCount;
    sum += (1 - doubt) * lossOf(start + label);
    if (doubt === 0) return;
    for (let other = 0; other < columnCount; other++) {
      if (other !== label) sum += (doubt / (columnCount - 1)) * lossOf(start + other);
    }
  });
  return sum / truth.length;
};

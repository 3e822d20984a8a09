import type { DenseLayer, HiddenActivation } from '../dense/layer.ts';
import type { Rng } from '../rng.ts';

/** The numerators scikit-learn uses; Glorot and Bengio (2010), formula 16. */
const GLOROT_FACTOR = 6;
const GLOROT_FACTOR_LOGISTIC = 2;

/**
 * Layers before training: weights and biases uniform in ±sqrt(6 / (inputs + outputs)), or with 2 for 6 where units are
 * logistic, as scikit-learn.
 * @param widths inputs, units of each hidden layer, classes.
 */
export const initialLayers = (
  widths: readonly number[],
  rng: Rng,
  activation: HiddenActivation = 'relu',
): readonly DenseLayer[] =>
  widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const factor = activation === 'logistic' ? GLOROT_FACTOR_LOGISTIC : GLOROT_FACTOR;
    const bound = Math.sqrt(factor / (inputs + outputs));
    const draw = (): number => (2 * rng.next() - 1) * bound;
    return {
      weights: new Float64Array(inputs * outputs).map(draw),
      biases: new Float64Array(outputs).map(draw),
      inputs,
      outputs,
      activation: i === widths.length - 2 ? 'softmax' : activation,
    };
  });

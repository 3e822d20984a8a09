import type { DenseLayer } from '../dense/layer.ts';
import type { Rng } from '../rng.ts';

/** The numerator scikit-learn uses for ReLU networks; Glorot and Bengio (2010), formula 16. */
const GLOROT_FACTOR = 6;

/**
 * Layers before training: weights and biases uniform in ±sqrt(6 / (inputs + outputs)), as scikit-learn.
 * @param widths inputs, units of each hidden layer, classes.
 */
export const initialLayers = (widths: readonly number[], rng: Rng): readonly DenseLayer[] =>
  widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const bound = Math.sqrt(GLOROT_FACTOR / (inputs + outputs));
    const draw = (): number => (2 * rng.next() - 1) * bound;
    return {
      weights: new Float64Array(inputs * outputs).map(draw),
      biases: new Float64Array(outputs).map(draw),
      inputs,
      outputs,
      activation: i === widths.length - 2 ? 'softmax' : 'relu',
    };
  });

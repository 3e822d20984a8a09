import { forwardLayer } from '../dense/forward.ts';
import type { DenseLayer } from '../dense/layer.ts';
import { viewOf } from '../dense/multiply.ts';
import { SLOPES } from '../dense/slopes.ts';
import { ModelError } from '../errors.ts';
import { applyInputTransform } from '../transform/input-transform.ts';
import { FittedStandardScaler } from '../transform/standard-scaler.ts';
import type { MlpRecord } from './estimator-record.ts';
import type { Contributions } from './forest/fitted-forest.ts';

export type { Contributions };

/** Points on the way from the average row to the row at which slopes are taken. */
const STEPS = 16;

/**
 * Integrated gradients (Sundararajan, Taly and Yan, Axiomatic Attribution for Deep Networks, 2017) of a class's
 * probability, from the average training row, which standardised values have at 0, to the row; by the midpoint rule.
 * @param row raw feature values, shape [d].
 */
export const networkContributions = (
  record: MlpRecord,
  row: Float64Array,
  classIndex: number,
): Contributions => {
  const { mean, scale, limit } = record.scaler;
  if (row.length !== mean.length) {
    throw new ModelError('MODEL_SHAPE_MISMATCH', `${row.length} columns, the network has ${mean.length}`);
  }
  const raw = { values: row, rowCount: 1, columnCount: row.length };
  const scaler = new FittedStandardScaler(mean, scale, limit);
  const end = scaler.transform(applyInputTransform(record.inputTransform, raw)).values;
  const slopes = new Float64Array(row.length);
  for (let step = 0; step < STEPS; step++) {
    const share = (step + 0.5) / STEPS;
    addSlopes(record.layers, { input: end.map((value) => value * share), classIndex, sums: slopes });
  }
  const bias = forward(record.layers, new Float64Array(row.length)).probabilities[classIndex];
  return { bias, values: slopes.map((sum, column) => (sum / STEPS) * end[column]) };
};

interface Forward {
  /** What each hidden layer gives. */
  readonly hidden: readonly Float64Array[];
  readonly probabilities: Float64Array;
}

const forward = (layers: readonly DenseLayer[], input: Float64Array): Forward => {
  const hidden: Float64Array[] = [];
  let current = input;
  for (const layer of layers) {
    const output = new Float64Array(layer.outputs);
    forwardLayer(layer, viewOf(current, 1, layer.inputs), viewOf(output, 1, layer.outputs));
    hidden.push(output);
    current = output;
  }
  hidden.pop();
  return { hidden, probabilities: current };
};

interface Point {
  /** Standardised, shape [d]. */
  readonly input: Float64Array;
  readonly classIndex: number;
  readonly sums: Float64Array;
}

/** Adds the slope of the class's probability by each input at a point. */
const addSlopes = (layers: readonly DenseLayer[], { input, classIndex, sums }: Point): void => {
  const { hidden, probabilities } = forward(layers, input);
  const own = probabilities[classIndex];
  let slopes: Float64Array = probabilities.map((p, i) => own * ((i === classIndex ? 1 : 0) - p));
  for (let i = layers.length - 1; i >= 0; i--) {
    slopes = through(layers[i], slopes);
    if (i === 0) break;
    const slopeOf = SLOPES[layers[i - 1].activation];
    const output = hidden[i - 1];
    slopes = slopes.map((slope, unit) => slope * slopeOf(output[unit]));
  }
  slopes.forEach((slope, column) => (sums[column] += slope));
};

/** Slopes by a layer's inputs, given those by its outputs before activation. */
const through = ({ inputs, outputs, weights }: DenseLayer, slopes: Float64Array): Float64Array => {
  const result = new Float64Array(inputs);
  for (let i = 0; i < inputs; i++) {
    let sum = 0;
    for (let unit = 0, at = i * outputs; unit < outputs; unit++, at++) sum += weights[at] * slopes[unit];
    result[i] = sum;
  }
  return result;
};

import type { Activation, DenseLayer } from './layer.ts';
import { type MatrixView, multiply, viewOf } from './multiply.ts';

/** Computes activation(input · weights + biases) into `output`; input [n, layer.inputs], output [n, layer.outputs]. */
export const forwardLayer = (layer: DenseLayer, input: MatrixView, output: MatrixView): void => {
  multiply(input, viewOf(layer.weights, layer.inputs, layer.outputs), output);
  addBiases(layer.biases, output);
  ACTIVATIONS[layer.activation](output);
};

const addBiases = (biases: Float64Array, output: MatrixView): void => {
  const { values, rowCount, columnCount } = output;
  for (let row = 0; row < rowCount; row++) {
    const start = row * columnCount;
    for (let column = 0; column < columnCount; column++) values[start + column] += biases[column];
  }
};

/** NaN stays NaN, so that a diverged network shows. */
const eachValue =
  (activate: (value: number) => number) =>
  (output: MatrixView): void => {
    const { values } = output;
    const length = output.rowCount * output.columnCount;
    for (let i = 0; i < length; i++) values[i] = activate(values[i]);
  };

/** The largest value is subtracted first, so that no exponential overflows. */
const softmaxRows = (output: MatrixView): void => {
  const { values, rowCount, columnCount } = output;
  for (let row = 0; row < rowCount; row++) {
    const start = row * columnCount;
    const end = start + columnCount;
    let largest = values[start];
    for (let i = start + 1; i < end; i++) largest = Math.max(largest, values[i]);
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i] = Math.exp(values[i] - largest);
    for (let i = start; i < end; i++) values[i] /= sum;
  }
};

const ACTIVATIONS: Readonly<Record<Activation, (output: MatrixView) => void>> = {
  relu: eachValue((value) => (value < 0 ? 0 : value)),
  tanh: eachValue(Math.tanh),
  logistic: eachValue((value) => 1 / (1 + Math.exp(-value))),
  identity: () => undefined,
  softmax: softmaxRows,
};

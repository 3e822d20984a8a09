import { forwardLayer } from '../dense/forward.ts';
import type { DenseLayer } from '../dense/layer.ts';
import { type MatrixView, multiply, transposed, viewOf } from '../dense/multiply.ts';
import type { Labels, Matrix } from '../matrix.ts';
import type { Trainable } from './adam.ts';

/** Loss and gradients of a network on one mini-batch after the other, in buffers made once. */
export interface Backpropagation {
  /** Weights and biases of each layer with their gradients. */
  readonly trainables: readonly Trainable[];
  /** Writes the gradients of the mean loss over the named rows, and returns that loss: cross-entropy plus L2 penalty. */
  run(rows: Int32Array): number;
}

/** What the batches are taken from, how many rows one has at most, and the L2 penalty. */
export interface BatchSource {
  readonly x: Matrix;
  readonly y: Labels;
  readonly batchSize: number;
  readonly alpha: number;
}

/** Keeps the logarithm of a probability finite, as scikit-learn clips it. */
const SMALLEST_PROBABILITY = Number.EPSILON;

/** Backpropagation through ReLU layers and softmax with cross-entropy (Bishop, PRML, 5.3). */
export const backpropagation = (layers: readonly DenseLayer[], source: BatchSource): Backpropagation => {
  const input = new Float64Array(source.batchSize * layers[0].inputs);
  const steps = layers.map((layer) => layerBuffers(layer, source.batchSize));
  return {
    trainables: steps.flatMap(({ layer, weightGradient, biasGradient }) => [
      { values: layer.weights, gradient: weightGradient },
      { values: layer.biases, gradient: biasGradient },
    ]),
    run(rows) {
      gatherRows(source.x, rows, input);
      const batch = { rowCount: rows.length, alpha: source.alpha };
      let current = viewOf(input, rows.length, layers[0].inputs);
      for (const { layer, output } of steps) {
        const next = viewOf(output, rows.length, layer.outputs);
        forwardLayer(layer, current, next);
        current = next;
      }
      const loss = startDeltas(current, steps[steps.length - 1].delta, { y: source.y, rows });
      for (let i = steps.length - 1; i >= 0; i--) {
        const below = i === 0 ? undefined : steps[i - 1];
        writeGradients(steps[i], viewOf(below?.output ?? input, rows.length, steps[i].layer.inputs), batch);
        if (below !== undefined) passDeltas(steps[i], below, rows.length);
      }
      return loss + penalty(layers, batch);
    },
  };
};

interface LayerBuffers {
  readonly layer: DenseLayer;
  /** Activations, shape [batchSize, outputs]. */
  readonly output: Float64Array;
  /** Slope of the summed loss against the values before activation, shape [batchSize, outputs]. */
  readonly delta: Float64Array;
  readonly weightGradient: Float64Array;
  readonly biasGradient: Float64Array;
}

interface Batch {
  readonly rowCount: number;
  readonly alpha: number;
}

const layerBuffers = (layer: DenseLayer, batchSize: number): LayerBuffers => ({
  layer,
  output: new Float64Array(batchSize * layer.outputs),
  delta: new Float64Array(batchSize * layer.outputs),
  weightGradient: new Float64Array(layer.weights.length),
  biasGradient: new Float64Array(layer.biases.length),
});

const gatherRows = (x: Matrix, rows: Int32Array, target: Float64Array): void => {
  const width = x.columnCount;
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * width;
    const to = i * width;
    for (let column = 0; column < width; column++) target[to + column] = x.values[from + column];
  }
};

/** Writes probabilities minus one-hot truth, and returns the mean cross-entropy. */
const startDeltas = (
  probabilities: MatrixView,
  delta: Float64Array,
  truth: { readonly y: Labels; readonly rows: Int32Array },
): number => {
  const { values, rowCount, columnCount } = probabilities;
  for (let i = 0; i < rowCount * columnCount; i++) delta[i] = values[i];
  let sum = 0;
  for (let row = 0; row < rowCount; row++) {
    const i = row * columnCount + truth.y[truth.rows[row]];
    delta[i] -= 1;
    sum -= Math.log(Math.max(values[i], SMALLEST_PROBABILITY));
  }
  return sum / rowCount;
};

const writeGradients = (buffers: LayerBuffers, input: MatrixView, batch: Batch): void => {
  const { layer, weightGradient, biasGradient } = buffers;
  const delta = viewOf(buffers.delta, batch.rowCount, layer.outputs);
  multiply(transposed(input), delta, viewOf(weightGradient, layer.inputs, layer.outputs));
  for (let i = 0; i < weightGradient.length; i++) {
    weightGradient[i] = (weightGradient[i] + batch.alpha * layer.weights[i]) / batch.rowCount;
  }
  biasGradient.fill(0);
  for (let row = 0, i = 0; row < batch.rowCount; row++) {
    for (let unit = 0; unit < layer.outputs; unit++, i++) biasGradient[unit] += delta.values[i];
  }
  for (let unit = 0; unit < layer.outputs; unit++) biasGradient[unit] /= batch.rowCount;
};

/** The deltas of the ReLU layer below: delta · weightsᵀ where the unit was on, 0 where it was off. */
const passDeltas = (above: LayerBuffers, below: LayerBuffers, rowCount: number): void => {
  const { layer } = above;
  const weights = viewOf(layer.weights, layer.inputs, layer.outputs);
  const target = viewOf(below.delta, rowCount, layer.inputs);
  multiply(viewOf(above.delta, rowCount, layer.outputs), transposed(weights), target);
  const length = rowCount * layer.inputs;
  for (let i = 0; i < length; i++) if (below.output[i] === 0) below.delta[i] = 0;
};

const penalty = (layers: readonly DenseLayer[], batch: Batch): number => {
  let squares = 0;
  for (const { weights } of layers) {
    for (const weight of weights) squares += weight * weight;
  }
  return (0.5 * batch.alpha * squares) / batch.rowCount;
};

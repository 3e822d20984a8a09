import { forwardLayer } from '../dense/forward.ts';
import type { DenseLayer } from '../dense/layer.ts';
import { SLOPES } from '../dense/slopes.ts';
import { type MatrixView, multiply, transposed, viewOf } from '../dense/multiply.ts';
import type { Labels, Matrix } from '../matrix.ts';
import type { Trainable } from './adam.ts';
import type { Dropout } from './dropout.ts';

/** Loss and gradients of a network on one mini-batch after the other, in buffers made once. */
export interface Backpropagation {
  /** Weights and biases of each layer with their gradients. */
  readonly trainables: readonly Trainable[];
  /** Writes the gradients of the mean loss over the named rows, and returns that loss: cross-entropy plus L2 penalty. */
  run(rows: Int32Array): number;
  /** Sum of the weighted cross-entropies of the named rows, with all units and without penalty; writes no gradients. */
  crossEntropy(rows: Int32Array): number;
}

/** What the batches are taken from, how many rows one has at most, and the L2 penalty. */
export interface BatchSource {
  readonly x: Matrix;
  readonly y: Labels;
  readonly batchSize: number;
  readonly alpha: number;
  /** What the loss of each row counts, shape [n]; 1 unless given. */
  readonly rowWeights?: Float64Array;
  /** Leaves hidden units out; none unless given. */
  readonly dropout?: Dropout;
}

/** Keeps the logarithm of a probability finite, as scikit-learn clips it. */
const SMALLEST_PROBABILITY = Number.EPSILON;

/** Backpropagation through hidden layers and softmax with cross-entropy (Bishop, PRML, 5.3). */
export const backpropagation = (layers: readonly DenseLayer[], source: BatchSource): Backpropagation => {
  const { batchSize, dropout, alpha } = source;
  const input = new Float64Array(batchSize * layers[0].inputs);
  const steps = layers.map((layer, i) =>
    layerBuffers(layer, batchSize, i < layers.length - 1 && dropout !== undefined && dropout.share > 0),
  );
  const last = steps[steps.length - 1];
  const forward = (rows: Int32Array, left: Dropout | undefined): MatrixView => {
    gatherRows(source.x, rows, input);
    let current = viewOf(input, rows.length, layers[0].inputs);
    for (const step of steps) {
      const next = viewOf(step.output, rows.length, step.layer.outputs);
      forwardLayer(step.layer, current, next);
      if (step !== last) leaveOut(step, rows.length, left);
      current = viewOf(step.dropped, rows.length, step.layer.outputs);
    }
    return current;
  };
  return {
    trainables: steps.flatMap(({ layer, weightGradient, biasGradient }) => [
      { values: layer.weights, gradient: weightGradient },
      { values: layer.biases, gradient: biasGradient },
    ]),
    run(rows) {
      const batch = { rowCount: rows.length, alpha };
      const loss = startDeltas(forward(rows, dropout), last.delta, { ...source, rows }) / rows.length;
      for (let i = steps.length - 1; i >= 0; i--) {
        const below = i === 0 ? undefined : steps[i - 1];
        writeGradients(steps[i], viewOf(below?.dropped ?? input, rows.length, steps[i].layer.inputs), batch);
        if (below !== undefined) passDeltas(steps[i], below, rows.length);
      }
      return loss + penalty(layers, batch);
    },
    crossEntropy: (rows) => startDeltas(forward(rows, undefined), last.delta, { ...source, rows }),
  };
};

interface LayerBuffers {
  readonly layer: DenseLayer;
  /** Activations, shape [batchSize, outputs]. */
  readonly output: Float64Array;
  /** Activations of what is not left out; `output` itself without dropout. */
  readonly dropped: Float64Array;
  /** What `dropped` is of `output`: 0, or more than 1. */
  readonly factors: Float64Array;
  /** Slope of the summed loss against the values before activation, shape [batchSize, outputs]. */
  readonly delta: Float64Array;
  readonly weightGradient: Float64Array;
  readonly biasGradient: Float64Array;
}

interface Batch {
  readonly rowCount: number;
  readonly alpha: number;
}

const layerBuffers = (layer: DenseLayer, batchSize: number, hasDropout: boolean): LayerBuffers => {
  const units = (): Float64Array => new Float64Array(batchSize * layer.outputs);
  const output = units();
  return {
    layer,
    output,
    dropped: hasDropout ? units() : output,
    factors: hasDropout ? units() : new Float64Array(0),
    delta: units(),
    weightGradient: new Float64Array(layer.weights.length),
    biasGradient: new Float64Array(layer.biases.length),
  };
};

/** Draws which units are left out; with all units the factors are 1. */
const leaveOut = (buffers: LayerBuffers, rowCount: number, dropout: Dropout | undefined): void => {
  const { layer, output, dropped, factors } = buffers;
  if (dropped === output) return;
  const units = layer.outputs;
  if (dropout === undefined) factors.fill(1);
  else dropout.fill(factors, { rowCount, units, stride: units });
  for (let i = 0; i < rowCount * units; i++) dropped[i] = output[i] * factors[i];
};

const gatherRows = (x: Matrix, rows: Int32Array, target: Float64Array): void => {
  const width = x.columnCount;
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * width;
    const to = i * width;
    for (let column = 0; column < width; column++) target[to + column] = x.values[from + column];
  }
};

/** Writes probabilities minus one-hot truth, by the weight of the row, and returns the sum of weighted cross-entropies. */
const startDeltas = (
  probabilities: MatrixView,
  delta: Float64Array,
  truth: Pick<BatchSource, 'y' | 'rowWeights'> & { readonly rows: Int32Array },
): number => {
  const { values, rowCount, columnCount } = probabilities;
  let sum = 0;
  for (let row = 0; row < rowCount; row++) {
    const index = truth.rows[row];
    const weight = truth.rowWeights?.[index] ?? 1;
    const start = row * columnCount;
    for (let i = start; i < start + columnCount; i++) delta[i] = weight * values[i];
    const own = start + truth.y[index];
    delta[own] -= weight;
    sum -= weight * Math.log(Math.max(values[own], SMALLEST_PROBABILITY));
  }
  return sum;
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

/** The deltas of the layer below: delta · weightsᵀ by the slope of each unit's activation, 0 where it was left out. */
const passDeltas = (above: LayerBuffers, below: LayerBuffers, rowCount: number): void => {
  const { layer } = above;
  const weights = viewOf(layer.weights, layer.inputs, layer.outputs);
  const target = viewOf(below.delta, rowCount, layer.inputs);
  multiply(viewOf(above.delta, rowCount, layer.outputs), transposed(weights), target);
  const length = rowCount * layer.inputs;
  const { delta, output, factors } = below;
  const slopeAt = SLOPES[below.layer.activation];
  for (let i = 0; i < length; i++) delta[i] *= slopeAt(output[i]);
  if (below.dropped !== output) for (let i = 0; i < length; i++) delta[i] *= factors[i];
};

const penalty = (layers: readonly DenseLayer[], batch: Batch): number => {
  let squares = 0;
  for (const { weights } of layers) {
    for (const weight of weights) squares += weight * weight;
  }
  return (0.5 * batch.alpha * squares) / batch.rowCount;
};

import { type DenseLayer, HIDDEN_ACTIVATIONS } from '../../dense/layer.ts';
import type { Arena } from '../../wasm/instantiate.ts';
import { PANEL, padded, panelIndex } from './panels.ts';

/** Bytes of a float. */
export const FLOAT = 4;

/** Where a layer lies in the memory of the kernels. */
export interface SimdLayer {
  readonly layer: DenseLayer;
  /** Row of `layer.weights` that each row of weights in memory is of. */
  readonly order: Int32Array;
  /** Rows of weights that inputs reach. */
  readonly used: number;
  /** Place in `HIDDEN_ACTIVATIONS`; of no kernel for softmax. */
  readonly activation: number;
  readonly panels: number;
  /** Bytes of a row of outputs, which are padded to whole panels. */
  readonly rowBytes: number;
  /** Floats of weights with their padding, and of biases. */
  readonly weightCount: number;
  readonly biasCount: number;
  /** Weights in panels, then gradients, means and squares of Adam; the same of biases. */
  readonly weights: number;
  readonly biases: number;
  readonly transposed: number;
  readonly output: number;
  readonly dropped: number;
  readonly factors: number;
  readonly delta: number;
}

/** Values, gradients, means and squares. */
const ADAM_ARRAYS = 4;

/** Takes memory for a layer. */
export const placeLayer = (
  arena: Arena,
  layer: DenseLayer,
  place: {
    readonly order: Int32Array;
    readonly used: number;
    readonly batchSize: number;
    readonly hasDropout: boolean;
  },
): SimdLayer => {
  const { order, used, batchSize, hasDropout } = place;
  const biasCount = padded(layer.outputs);
  const weightCount = layer.inputs * biasCount;
  const rows = batchSize * biasCount * FLOAT;
  const output = arena.take(rows);
  return {
    layer,
    order,
    used,
    activation: HIDDEN_ACTIVATIONS.findIndex((name) => name === layer.activation),
    panels: biasCount / PANEL,
    rowBytes: biasCount * FLOAT,
    weightCount,
    biasCount,
    weights: arena.take(ADAM_ARRAYS * weightCount * FLOAT),
    biases: arena.take(ADAM_ARRAYS * biasCount * FLOAT),
    transposed: arena.take(padded(layer.inputs) * layer.outputs * FLOAT),
    output,
    dropped: hasDropout ? arena.take(rows) : output,
    factors: hasDropout ? arena.take(rows) : 0,
    delta: arena.take(rows),
  };
};

/** Writes the layer's parameters into memory that is 0. */
export const writeLayer = (floats: Float32Array, place: SimdLayer): void => {
  const { layer, order } = place;
  const weights = floats.subarray(
    place.weights / FLOAT,
    place.weights / FLOAT + ADAM_ARRAYS * place.weightCount,
  );
  const biases = floats.subarray(place.biases / FLOAT, place.biases / FLOAT + ADAM_ARRAYS * place.biasCount);
  for (let row = 0; row < layer.inputs; row++) {
    for (let unit = 0; unit < layer.outputs; unit++) {
      weights[panelIndex(layer.inputs, row, unit)] = layer.weights[order[row] * layer.outputs + unit];
    }
  }
  biases.set(layer.biases);
};

/** The layer as it is in memory now. */
export const readLayer = (floats: Float32Array, place: SimdLayer): DenseLayer => {
  const { layer, order } = place;
  const start = place.weights / FLOAT;
  const weights = new Float64Array(layer.weights.length);
  for (let row = 0; row < layer.inputs; row++) {
    for (let unit = 0; unit < layer.outputs; unit++) {
      weights[order[row] * layer.outputs + unit] = floats[start + panelIndex(layer.inputs, row, unit)];
    }
  }
  const biases = Float64Array.from(
    floats.subarray(place.biases / FLOAT, place.biases / FLOAT + layer.outputs),
  );
  return { ...layer, weights, biases };
};

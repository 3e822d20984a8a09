import { type Kernels, layOut } from '../../wasm/instantiate.ts';
import type { NetworkTrainer, TrainerSetup } from '../network-trainer.ts';
import { inputOrder } from './input-order.ts';
import { PANEL, padded } from './panels.ts';
import { FLOAT, type SimdLayer, placeLayer, readLayer, writeLayer } from './simd-layer.ts';

/** The kernels of assembly/training.ts. */
export const TRAINING_KERNELS = [
  'activate32',
  'adam',
  'columnSums',
  'crossEntropy',
  'gather',
  'multiply32',
  'scaleBy',
  'slope',
  'sumOfSquares',
  'transpose',
] as const;

/** The name of one of them. */
export type TrainingKernel = (typeof TRAINING_KERNELS)[number];

/** Where everything of one training lies in the memory of the kernels. */
interface Place {
  readonly layers: readonly SimdLayer[];
  /** Inputs of all rows, shape [n, used]. */
  readonly x: number;
  /** Bytes of a row of inputs. */
  readonly inputBytes: number;
  readonly classes: number;
  readonly rowWeights: number;
  readonly rows: number;
  /** Inputs of the batch, shape [batchSize, used]. */
  readonly batch: number;
}

const BYTES_OF_PANEL = PANEL * FLOAT;

/** Lays out the memory once, and then takes steps without making any object. */
export const startSimd = (kernels: Kernels<TrainingKernel>, setup: TrainerSetup): NetworkTrainer => {
  const place = placeAll(kernels, setup);
  const { params, dropout } = setup;
  const floats = new Float32Array(kernels.memory.buffer);
  const rowIndices = new Int32Array(kernels.memory.buffer, place.rows, setup.batchSize);
  const steps = countSteps(params);
  const forward = (rows: Int32Array, isTraining: boolean): number => {
    rowIndices.set(rows);
    kernels.call.gather(place.x, place.inputBytes, place.rows, rows.length, place.batch);
    for (let i = 0; i < place.layers.length; i++) {
      multiplyForward(kernels, place, { index: i, rowCount: rows.length });
      if (i === place.layers.length - 1) break;
      const at = place.layers[i];
      kernels.call.activate32(at.activation, at.output, rows.length * at.biasCount);
      if (at.dropped === at.output) continue;
      leaveOut(kernels, at, { floats, rowCount: rows.length, dropout: isTraining ? dropout : undefined });
    }
    return crossEntropy(kernels, place, rows.length);
  };
  return {
    step(rows, learningRate) {
      const loss = forward(rows, true) / rows.length;
      const squares = place.layers.reduce(
        (sum, at) => sum + kernels.call.sumOfSquares(at.weights, at.weightCount),
        0,
      );
      for (let i = place.layers.length - 1; i >= 0; i--)
        goBack(kernels, place, { index: i, rowCount: rows.length });
      const stepSize = steps.next(learningRate);
      for (const at of place.layers) update(kernels, at, { params, stepSize, rowCount: rows.length });
      return loss + (0.5 * params.alpha * squares) / rows.length;
    },
    loss: (rows) => forward(rows, false),
    layers: () => place.layers.map((at) => readLayer(floats, at)),
    close: () => undefined,
  };
};

const placeAll = ({ memory }: Kernels<TrainingKernel>, setup: TrainerSetup): Place => {
  const { x, y, layers, batchSize, rowWeights, dropout } = setup;
  const arena = layOut(memory);
  const { columns, used } = inputOrder(x);
  const place: Place = {
    layers: layers.map((layer, i) =>
      placeLayer(arena, layer, {
        order: i === 0 ? columns : Int32Array.from({ length: layer.inputs }, (_, row) => row),
        used: i === 0 ? used : layer.inputs,
        batchSize,
        hasDropout: dropout.share > 0 && i < layers.length - 1,
      }),
    ),
    x: arena.take(x.rowCount * used * FLOAT),
    inputBytes: used * FLOAT,
    classes: arena.take(y.length * FLOAT),
    rowWeights: arena.take(y.length * FLOAT),
    rows: arena.take(batchSize * FLOAT),
    batch: arena.take(batchSize * used * FLOAT),
  };
  arena.fit();
  const floats = new Float32Array(memory.buffer);
  floats.fill(0, arena.start / FLOAT); // padding is 0 from here on
  for (const at of place.layers) writeLayer(floats, at);
  for (let row = 0, to = place.x / FLOAT; row < x.rowCount; row++) {
    for (let i = 0; i < used; i++, to++) floats[to] = x.values[row * x.columnCount + columns[i]];
  }
  floats.set(rowWeights, place.rowWeights / FLOAT);
  new Int32Array(memory.buffer).set(y, place.classes / FLOAT);
  return place;
};

/** Which layer, and of how many rows. */
interface Task {
  readonly index: number;
  readonly rowCount: number;
}

/** Where the inputs of a layer are, and how long a row of them is. */
const inputsOf = (place: Place, index: number): { readonly address: number; readonly rowBytes: number } => {
  if (index === 0) return { address: place.batch, rowBytes: place.inputBytes };
  const below = place.layers[index - 1];
  return { address: below.dropped, rowBytes: below.rowBytes };
};

const multiplyForward = (
  { call }: Kernels<TrainingKernel>,
  place: Place,
  { index, rowCount }: Task,
): void => {
  const at = place.layers[index];
  const input = inputsOf(place, index);
  call.multiply32(
    rowCount,
    at.used,
    at.panels,
    input.address,
    input.rowBytes,
    FLOAT,
    at.weights,
    BYTES_OF_PANEL,
    at.layer.inputs * BYTES_OF_PANEL,
    at.output,
    at.rowBytes,
    BYTES_OF_PANEL,
    at.biases,
  );
};

/** Turns the last layer's outputs into its deltas. */
const crossEntropy = ({ call }: Kernels<TrainingKernel>, place: Place, rowCount: number): number => {
  const last = place.layers[place.layers.length - 1];
  return call.crossEntropy(
    rowCount,
    last.layer.outputs,
    last.output,
    last.rowBytes,
    place.rows,
    place.classes,
    place.rowWeights,
  );
};

const leaveOut = (
  { call }: Kernels<TrainingKernel>,
  at: SimdLayer,
  {
    floats,
    rowCount,
    dropout,
  }: Pick<Task, 'rowCount'> & {
    readonly floats: Float32Array;
    readonly dropout: TrainerSetup['dropout'] | undefined;
  },
): void => {
  const count = rowCount * at.biasCount;
  const factors = floats.subarray(at.factors / FLOAT, at.factors / FLOAT + count);
  if (dropout === undefined) factors.fill(1);
  else dropout.fill(factors, { rowCount, units: at.layer.outputs, stride: at.biasCount });
  floats.copyWithin(at.dropped / FLOAT, at.output / FLOAT, at.output / FLOAT + count);
  call.scaleBy(at.dropped, at.factors, count);
};

/** Gradients of a layer, and the deltas of the one below. */
const goBack = ({ call }: Kernels<TrainingKernel>, place: Place, { index, rowCount }: Task): void => {
  const at = place.layers[index];
  const delta = index === place.layers.length - 1 ? at.output : at.delta;
  const input = inputsOf(place, index);
  call.multiply32(
    at.used,
    rowCount,
    at.panels,
    input.address,
    FLOAT,
    input.rowBytes,
    delta,
    at.rowBytes,
    BYTES_OF_PANEL,
    at.weights + at.weightCount * FLOAT,
    BYTES_OF_PANEL,
    at.layer.inputs * BYTES_OF_PANEL,
    0,
  );
  call.columnSums(rowCount, delta, at.rowBytes, at.biases + at.biasCount * FLOAT);
  if (index === 0) return;
  const below = place.layers[index - 1];
  call.transpose(at.layer.inputs, at.layer.outputs, at.weights, at.transposed);
  call.multiply32(
    rowCount,
    at.layer.outputs,
    padded(at.layer.inputs) / PANEL,
    delta,
    at.rowBytes,
    FLOAT,
    at.transposed,
    BYTES_OF_PANEL,
    at.layer.outputs * BYTES_OF_PANEL,
    below.delta,
    below.rowBytes,
    BYTES_OF_PANEL,
    0,
  );
  const count = rowCount * below.biasCount;
  call.slope(below.activation, below.output, below.delta, count);
  if (below.dropped !== below.output) call.scaleBy(below.delta, below.factors, count);
};

const update = (
  { call }: Kernels<TrainingKernel>,
  at: SimdLayer,
  {
    params,
    stepSize,
    rowCount,
  }: Pick<Task, 'rowCount'> & {
    readonly params: TrainerSetup['params'];
    readonly stepSize: number;
  },
): void => {
  const { alpha, beta1, beta2, epsilon } = params;
  const share = 1 / rowCount;
  call.adam(at.weights, at.weightCount, alpha, share, stepSize, beta1, beta2, epsilon);
  call.adam(at.biases, at.biasCount, 0, share, stepSize, beta1, beta2, epsilon);
};

/** Adam's step size with its bias corrections. */
const countSteps = ({
  beta1,
  beta2,
}: Pick<TrainerSetup['params'], 'beta1' | 'beta2'>): { next(learningRate: number): number } => {
  let beta1Power = 1;
  let beta2Power = 1;
  return {
    next(learningRate) {
      beta1Power *= beta1;
      beta2Power *= beta2;
      return (learningRate * Math.sqrt(1 - beta2Power)) / (1 - beta1Power);
    },
  };
};

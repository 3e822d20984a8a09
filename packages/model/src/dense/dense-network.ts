import { ModelError } from '../errors.ts';
import { type Matrix, zeros } from '../matrix.ts';
import type { InputTransform } from '../transform/input-transform.ts';
import { type Kernels, instantiate, layOut } from '../wasm/instantiate.ts';
import { denseWasm } from './dense-wasm.ts';
import { HIDDEN_ACTIVATIONS, type DenseLayer } from './layer.ts';
import { type Precision, precisionOf } from './precision.ts';

/** What is done to raw values, in the order in which it is done. */
export interface DenseNetworkParts {
  readonly inputTransform: InputTransform;
  /** Shape [d] each; standardised values beyond the limit count as the limit. */
  readonly scaler: { readonly mean: Float64Array; readonly scale: Float64Array; readonly limit: number };
  /** From the input to the output, the last one with softmax. */
  readonly layers: readonly DenseLayer[];
  /** Probabilities are raised to 1 / temperature and made to sum to 1 again; 1 unless given. */
  readonly temperature?: number;
}

/**
 * A network with its input transform and scaler, computed by WebAssembly kernels on a few rows at a time. Weights that are
 * all single precision, as those trained in it are, are computed with in single precision; others in double precision.
 * Inputs are always prepared in double precision, and no row depends on the others.
 */
export class DenseNetwork {
  readonly #parts: DenseNetworkParts;
  readonly #precision: Precision;

  constructor(parts: DenseNetworkParts) {
    this.#parts = parts;
    this.#precision = precisionOf(parts.layers);
  }

  /** @param x raw values, shape [n, d]. @returns shape [n, classes]; throws MODEL_SHAPE_MISMATCH for another d. */
  predictProbabilities(x: Matrix): Matrix {
    const { inputs } = this.#parts.layers[0];
    if (x.columnCount !== inputs) {
      throw new ModelError(
        'MODEL_SHAPE_MISMATCH',
        `${x.columnCount} columns, the network has ${inputs} inputs`,
      );
    }
    const place = placeOf(this.#parts, this.#precision);
    const last = place.layers[place.layers.length - 1];
    const result = zeros(x.rowCount, last.units);
    for (let start = 0; start < x.rowCount; start += CHUNK) {
      const rowCount = Math.min(CHUNK, x.rowCount - start);
      place.raw.set(x.values.subarray(start * inputs, (start + rowCount) * inputs));
      predictChunk(place, rowCount);
      result.values.set(place.probabilities.subarray(0, rowCount * last.units), start * last.units);
    }
    return result;
  }
}

/** Rows that are computed at once: enough to use weights again, few enough to stay close to the processor. */
const CHUNK = 64;

const DOUBLE = 8;
const PANEL_BYTES = 32;

const KERNEL_NAMES = [
  'activate32',
  'activate64',
  'multiply32',
  'multiply64',
  'prepare32',
  'prepare64',
  'softmax32',
  'softmax64',
] as const;

type DenseKernels = Kernels<(typeof KERNEL_NAMES)[number]>;

interface PlacedLayer {
  readonly inputs: number;
  readonly units: number;
  /** Place in `HIDDEN_ACTIVATIONS`; of no kernel for softmax. */
  readonly activation: number;
  readonly panels: number;
  readonly weights: number;
  readonly biases: number;
  readonly output: number;
}

/** Where a network lies in the memory of the kernels. */
interface Place {
  readonly parts: DenseNetworkParts;
  readonly precision: Precision;
  readonly kernels: DenseKernels;
  readonly layers: readonly PlacedLayer[];
  readonly mean: number;
  readonly scale: number;
  readonly rawAddress: number;
  readonly prepared: number;
  readonly probabilitiesAddress: number;
  readonly raw: Float64Array;
  readonly probabilities: Float64Array;
}

let shared: DenseKernels | undefined;
let loaded: Place | undefined;

/** The network that predicted last stays in memory; another one takes its place. */
const placeOf = (parts: DenseNetworkParts, precision: Precision): Place => {
  if (loaded?.parts === parts) return loaded;
  shared ??= instantiate(denseWasm, KERNEL_NAMES);
  loaded = place(shared, parts, precision);
  return loaded;
};

const place = (kernels: DenseKernels, parts: DenseNetworkParts, precision: Precision): Place => {
  const arena = layOut(kernels.memory);
  const { layers } = parts;
  const { inputs } = layers[0];
  const { outputs } = layers[layers.length - 1];
  const addresses = {
    mean: arena.take(inputs * DOUBLE),
    scale: arena.take(inputs * DOUBLE),
    rawAddress: arena.take(CHUNK * inputs * DOUBLE),
    prepared: arena.take(CHUNK * inputs * precision.bytes),
    probabilitiesAddress: arena.take(CHUNK * outputs * DOUBLE),
  };
  const placed = layers.map((layer): PlacedLayer => {
    const panels = Math.ceil((layer.outputs * precision.bytes) / PANEL_BYTES);
    return {
      inputs: layer.inputs,
      units: layer.outputs,
      activation: HIDDEN_ACTIVATIONS.findIndex((name) => name === layer.activation),
      panels,
      weights: arena.take(layer.inputs * panels * PANEL_BYTES),
      biases: arena.take(panels * PANEL_BYTES),
      output: arena.take(CHUNK * panels * PANEL_BYTES),
    };
  });
  arena.fit();
  const { buffer } = kernels.memory;
  new Uint8Array(buffer).fill(0, arena.start);
  const numbers = precision.view(buffer);
  layers.forEach((layer, i) => {
    writeLayer(numbers, { layer, place: placed[i], bytes: precision.bytes });
  });
  const { mean, scale, rawAddress, probabilitiesAddress } = addresses;
  new Float64Array(buffer, mean, inputs).set(parts.scaler.mean);
  new Float64Array(buffer, scale, inputs).set(parts.scaler.scale);
  const raw = new Float64Array(buffer, rawAddress, CHUNK * inputs);
  const probabilities = new Float64Array(buffer, probabilitiesAddress, CHUNK * outputs);
  return { parts, precision, kernels, layers: placed, ...addresses, raw, probabilities };
};

/** Writes weights as panels: column blocks of 32 bytes, each row-major, one behind the other. */
const writeLayer = (
  numbers: Float32Array | Float64Array,
  to: { readonly layer: DenseLayer; readonly place: PlacedLayer; readonly bytes: number },
): void => {
  const { layer, place: at, bytes } = to;
  const width = PANEL_BYTES / bytes;
  const start = at.weights / bytes;
  for (let row = 0, i = 0; row < layer.inputs; row++) {
    for (let unit = 0; unit < layer.outputs; unit++, i++) {
      const panel = Math.floor(unit / width);
      numbers[start + (panel * layer.inputs + row) * width + (unit % width)] = layer.weights[i];
    }
  }
  numbers.set(layer.biases, at.biases / bytes);
};

const predictChunk = (at: Place, rowCount: number): void => {
  const { kernels, precision, parts, layers } = at;
  const [prepare, multiply, activate, softmax] = precision.kernelsOf(kernels.call);
  const { scaler, temperature = 1 } = parts;
  const isSignedLog = parts.inputTransform === 'signedLog' ? 1 : 0;
  prepare(
    rowCount,
    layers[0].inputs,
    at.rawAddress,
    at.mean,
    at.scale,
    scaler.limit,
    isSignedLog,
    at.prepared,
  );
  let input = at.prepared;
  let inputBytes = layers[0].inputs * precision.bytes;
  for (const layer of layers) {
    const rowBytes = layer.panels * PANEL_BYTES;
    multiply(
      rowCount,
      layer.inputs,
      layer.panels,
      input,
      inputBytes,
      precision.bytes,
      layer.weights,
      PANEL_BYTES,
      layer.inputs * PANEL_BYTES,
      layer.output,
      rowBytes,
      PANEL_BYTES,
      layer.biases,
    );
    activate(layer.activation, layer.output, (rowCount * rowBytes) / precision.bytes);
    input = layer.output;
    inputBytes = rowBytes;
  }
  const { units } = layers[layers.length - 1];
  softmax(rowCount, units, input, inputBytes, 1 / temperature, at.probabilitiesAddress);
};

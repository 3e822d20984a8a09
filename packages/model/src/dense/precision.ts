import type { Kernel } from '../wasm/instantiate.ts';
import type { DenseLayer } from './layer.ts';

/** How a network is computed. */
export interface Precision {
  /** Of a number. */
  readonly bytes: number;
  /** A memory as numbers of this precision. */
  view(buffer: ArrayBuffer): Float32Array | Float64Array;
  /** The kernels of this precision: prepare, multiply, activate, softmax. */
  kernelsOf(call: Readonly<Record<KernelName, Kernel>>): readonly [Kernel, Kernel, Kernel, Kernel];
}

type KernelName = `${'prepare' | 'multiply' | 'activate' | 'softmax'}${32 | 64}`;

const SINGLE: Precision = {
  bytes: 4,
  view: (buffer) => new Float32Array(buffer),
  kernelsOf: (call) => [call.prepare32, call.multiply32, call.activate32, call.softmax32],
};

const DOUBLE: Precision = {
  bytes: 8,
  view: (buffer) => new Float64Array(buffer),
  kernelsOf: (call) => [call.prepare64, call.multiply64, call.activate64, call.softmax64],
};

/** Whether all weights and biases are numbers of single precision, as those of a network that was trained in it are. */
export const isSinglePrecision = (layers: readonly DenseLayer[]): boolean =>
  layers.every(({ weights, biases }) => isSingle(weights) && isSingle(biases));

/** Whether single precision holds every number, and the sign of every 0; never where one is NaN. */
export const isSingle = (numbers: Float64Array): boolean =>
  numbers.every((number) => Math.fround(number) === number);

/** Single precision for networks that were trained in it, double precision for others. */
export const precisionOf = (layers: readonly DenseLayer[]): Precision =>
  isSinglePrecision(layers) ? SINGLE : DOUBLE;

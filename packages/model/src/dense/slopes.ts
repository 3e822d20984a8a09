import type { Activation } from './layer.ts';

/** Slope of each activation where its result is y; that of softmax depends on all results and is left to the caller. */
export const SLOPES: Readonly<Record<Activation, (y: number) => number>> = {
  relu: (y) => (y === 0 ? 0 : 1),
  tanh: (y) => 1 - y * y,
  logistic: (y) => y * (1 - y),
  identity: () => 1,
  softmax: () => 1,
};

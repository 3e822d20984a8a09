import { type Kernels, instantiate } from '../../wasm/instantiate.ts';
import { trainNetwork } from '../train-network.ts';
import type { TrainingEngine } from '../training-engine.ts';
import { TRAINING_KERNELS, type TrainingKernel, startSimd } from './simd-trainer.ts';
import { trainingWasm } from './training-wasm.ts';

let kernels: Kernels<TrainingKernel> | undefined;

/** WebAssembly kernels of four floats at a time, in single precision: as fast as it gets in pure JavaScript, and the default. */
export const simdEngine: TrainingEngine = {
  id: 'simd-f32',
  train(problem) {
    const ready = (kernels ??= instantiate(trainingWasm, TRAINING_KERNELS));
    return trainNetwork(problem, (setup) => startSimd(ready, setup));
  },
};

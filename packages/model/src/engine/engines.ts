import { referenceEngine } from './reference-engine.ts';
import { simdEngine } from './simd/simd-engine.ts';
import type { TrainingEngine } from './training-engine.ts';

/** All training engines, the default one first. */
export const ENGINE_NAMES: readonly ['simd', 'reference', 'tensorflow'] = ['simd', 'reference', 'tensorflow'];

/** What people call a training engine. */
export type EngineName = (typeof ENGINE_NAMES)[number];

/** The engine where none is asked for. */
export const DEFAULT_ENGINE: EngineName = 'simd';

/** The engine of a name. `tensorflow` loads TensorFlow.js first; throws MODEL_ENGINE_MISSING where it is not installed. */
export const resolveEngine = async (name: EngineName): Promise<TrainingEngine> => {
  if (name === 'simd') return simdEngine;
  if (name === 'reference') return referenceEngine;
  const { tensorflowEngine } = await import('./tensorflow/tensorflow-engine.ts');
  return tensorflowEngine();
};

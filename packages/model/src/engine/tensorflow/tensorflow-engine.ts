import { ModelError } from '../../errors.ts';
import { trainNetwork } from '../train-network.ts';
import type { TrainingEngine } from '../training-engine.ts';
import { startTensorflow } from './tensorflow-trainer.ts';

let loading: Promise<TrainingEngine> | undefined;

/**
 * TensorFlow.js in single precision: on TensorFlow's own library where @tensorflow/tfjs-node is installed, else on
 * WebAssembly. Loaded once; throws MODEL_ENGINE_MISSING where neither is there.
 */
export const tensorflowEngine = (): Promise<TrainingEngine> => (loading ??= load());

const load = async (): Promise<TrainingEngine> => {
  try {
    const isNative = await useNative();
    const tf = await import('@tensorflow/tfjs');
    if (!isNative) {
      await import('@tensorflow/tfjs-backend-wasm');
      await tf.setBackend('wasm');
    }
    await tf.ready();
    return {
      id: `tensorflow-${tf.getBackend()}-f32`,
      train: (problem) => trainNetwork(problem, (setup) => startTensorflow(tf, setup)),
    };
  } catch (error) {
    loading = undefined;
    throw new ModelError('MODEL_ENGINE_MISSING', 'tensorflow', { cause: error });
  }
};

const useNative = async (): Promise<boolean> => {
  try {
    const { useNativeTensorflow } = await import('../../node/tensorflow-native.ts');
    await useNativeTensorflow();
    return true;
  } catch {
    return false;
  }
};

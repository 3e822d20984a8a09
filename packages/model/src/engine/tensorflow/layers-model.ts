import type { Activation, DenseLayer } from '../../dense/layer.ts';

/** A network as TensorFlow.js and Keras save one: two files that belong together. */
export interface LayersModel {
  /** Contents of `model.json`. */
  readonly modelJson: string;
  /** Contents of `weights.bin`, which `model.json` names: floats, little-endian. */
  readonly weights: Uint8Array;
}

/** Keras' names of activations. */
const KERAS_ACTIVATIONS: Readonly<Record<Activation, string>> = {
  relu: 'relu',
  tanh: 'tanh',
  logistic: 'sigmoid',
  identity: 'linear',
  softmax: 'softmax',
};

const BYTES_PER_FLOAT = 4;

/**
 * The dense layers as a Keras Sequential model in the format of TensorFlow.js' `tf.loadLayersModel`. Its input are values
 * after input transform and scaler, its output are probabilities.
 */
export const layersModelOf = (layers: readonly DenseLayer[]): LayersModel => {
  const names = layers.map((_, i) => `dense_${i + 1}`);
  const arrays = layers.flatMap((layer, i) => [
    { name: `${names[i]}/kernel`, shape: [layer.inputs, layer.outputs], values: layer.weights },
    { name: `${names[i]}/bias`, shape: [layer.outputs], values: layer.biases },
  ]);
  const document = {
    format: 'layers-model',
    generatedBy: 'networkml',
    convertedBy: null,
    modelTopology: {
      keras_version: '2.15.0',
      backend: 'tensorflow',
      model_config: {
        class_name: 'Sequential',
        config: {
          name: 'networkml',
          layers: layers.map((layer, i) => denseConfig(layer, names[i], i === 0)),
        },
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: arrays.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
  return {
    modelJson: `${JSON.stringify(document, undefined, 2)}\n`,
    weights: floatBytes(arrays.map(({ values }) => values)),
  };
};

const denseConfig = (layer: DenseLayer, name: string, isFirst: boolean): object => ({
  class_name: 'Dense',
  config: {
    name,
    trainable: true,
    dtype: 'float32',
    units: layer.outputs,
    activation: KERAS_ACTIVATIONS[layer.activation],
    use_bias: true,
    ...(isFirst ? { batch_input_shape: [null, layer.inputs] } : {}),
  },
});

const floatBytes = (arrays: readonly Float64Array[]): Uint8Array => {
  const count = arrays.reduce((sum, { length }) => sum + length, 0);
  const bytes = new DataView(new ArrayBuffer(count * BYTES_PER_FLOAT));
  let at = 0;
  for (const array of arrays) {
    for (const value of array) {
      bytes.setFloat32(at, value, true);
      at += BYTES_PER_FLOAT;
    }
  }
  return new Uint8Array(bytes.buffer);
};

import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { HIDDEN_ACTIVATIONS } from '../../dense/layer.ts';
import { FittedMlp } from '../../estimators/fitted-mlp.ts';
import { matrixFromRows } from '../../matrix.ts';
import { createRng } from '../../rng.ts';
import { initialLayers } from '../initial-layers.ts';
import { layersModelOf } from './layers-model.ts';

const ROWS = [
  [0.5, -1, 2],
  [-3, 0.25, 1],
];

const documentSchema = z.object({
  modelTopology: z.looseObject({}),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.literal('float32') }),
      ),
    }),
  ),
});

describe('layersModelOf', () => {
  it.each(HIDDEN_ACTIVATIONS)(
    'is loaded by TensorFlow.js and predicts the same, with %s',
    async (activation) => {
      const layers = initialLayers([3, 5, 4], createRng(2), activation);
      const { modelJson, weights } = layersModelOf(layers);
      const { modelTopology, weightsManifest } = documentSchema.parse(JSON.parse(modelJson));
      const model = await tf.loadLayersModel(
        tf.io.fromMemory({
          modelTopology,
          weightSpecs: weightsManifest[0].weights,
          weightData: weights.slice().buffer,
        }),
      );
      const output = model.predict(tf.tensor2d(ROWS));
      if (Array.isArray(output)) throw new TypeError('the model has several outputs');
      const expected = new FittedMlp(layers).predictProbabilities(matrixFromRows(ROWS)).values;
      output.dataSync().forEach((probability, i) => expect(probability).toBeCloseTo(expected[i], 6));
    },
  );
});

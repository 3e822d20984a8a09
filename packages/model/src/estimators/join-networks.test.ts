import { describe, expect, it } from 'vitest';
import type { DenseLayer } from '../dense/layer.ts';
import { matrixFromRows } from '../matrix.ts';
import { createRng } from '../rng.ts';
import { FittedMlp } from './fitted-mlp.ts';
import { joinNetworks } from './join-networks.ts';

const randomLayers = (seed: number, sizes: readonly number[]): DenseLayer[] => {
  const rng = createRng(seed);
  const numbers = (length: number): Float64Array => Float64Array.from({ length }, () => rng.next() * 2 - 1);
  return sizes.slice(1).map((outputs, index) => ({
    weights: numbers(sizes[index] * outputs),
    biases: numbers(outputs),
    inputs: sizes[index],
    outputs,
    activation: index === sizes.length - 2 ? 'softmax' : 'relu',
  }));
};

const logitsOf = (probabilities: Float64Array): number[] =>
  [...probabilities].map((p) => Math.log(p / probabilities[0]));

describe('joinNetworks', () => {
  it.each([[[4, 3]], [[4, 5, 3]], [[4, 6, 5, 3]]])(
    'averages the outputs of networks of sizes %j before the softmax',
    (sizes) => {
      const networks = [1, 2, 3].map((seed) => randomLayers(seed, sizes));
      const x = matrixFromRows([[0.3, -1.2, 0.8, 2]]);
      const expected = networks
        .map((layers) => logitsOf(new FittedMlp(layers).predictProbabilities(x).values))
        .reduce((sum, logits) => sum.map((value, i) => value + logits[i] / 3), [0, 0, 0]);
      const joined = logitsOf(new FittedMlp(joinNetworks(networks)).predictProbabilities(x).values);
      joined.forEach((logit, i) => expect(logit).toBeCloseTo(expected[i], 10));
    },
  );

  it('leaves a single network as it is', () => {
    const layers = randomLayers(1, [4, 5, 3]);
    expect(joinNetworks([layers])).toBe(layers);
  });
});

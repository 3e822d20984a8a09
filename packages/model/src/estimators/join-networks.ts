import type { DenseLayer } from '../dense/layer.ts';
import { isSinglePrecision } from '../dense/precision.ts';

/**
 * Several networks of one shape as a single one whose outputs before the softmax are the mean of theirs: first layers
 * side by side, hidden ones as blocks on a diagonal, last ones stacked and averaged. Averaging networks trained from
 * different starts lowers the variance of each: Hansen and Salamon, Neural Network Ensembles (1990). Networks of single
 * precision make one of single precision.
 */
export const joinNetworks = (networks: readonly (readonly DenseLayer[])[]): readonly DenseLayer[] =>
  networks.length === 1
    ? networks[0]
    : networks[0].map((_, index, { length }) =>
        joinLayers(
          networks.map((layers) => layers[index]),
          { isFirst: index === 0, isLast: index === length - 1 },
        ),
      );

const joinLayers = (
  layers: readonly DenseLayer[],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): DenseLayer => {
  const [{ inputs, outputs, activation }] = layers;
  const allInputs = isFirst ? inputs : inputs * layers.length;
  const allOutputs = isLast ? outputs : outputs * layers.length;
  const share = isLast ? 1 / layers.length : 1;
  const weights = new Float64Array(allInputs * allOutputs);
  const biases = new Float64Array(allOutputs);
  layers.forEach((layer, i) => {
    const top = isFirst ? 0 : i * inputs;
    const left = isLast ? 0 : i * outputs;
    layer.weights.forEach((weight, at) => {
      const row = top + Math.floor(at / outputs);
      weights[row * allOutputs + left + (at % outputs)] += share * weight;
    });
    layer.biases.forEach((bias, unit) => {
      biases[left + unit] += share * bias;
    });
  });
  if (isSinglePrecision(layers))
    for (const numbers of [weights, biases]) numbers.set(Float32Array.from(numbers));
  return { weights, biases, inputs: allInputs, outputs: allOutputs, activation };
};

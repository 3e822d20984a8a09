import { adam } from './adam.ts';
import { backpropagation } from './backpropagation.ts';
import type { NetworkTrainer, TrainerSetup } from './network-trainer.ts';
import { trainNetwork } from './train-network.ts';
import type { TrainingEngine } from './training-engine.ts';

/** Plain TypeScript in double precision: runs everywhere, and is what faster engines are tested against. */
export const referenceEngine: TrainingEngine = {
  id: 'reference-f64',
  train: (problem) => trainNetwork(problem, startReference),
};

const startReference = (setup: TrainerSetup): NetworkTrainer => {
  const { layers, params } = setup;
  const network = backpropagation(layers, { ...setup, alpha: params.alpha });
  const optimizer = adam(network.trainables, params);
  return {
    step(rows, learningRate) {
      const loss = network.run(rows);
      optimizer.step(learningRate);
      return loss;
    },
    loss: (rows) => network.crossEntropy(rows),
    layers: () =>
      layers.map((layer) => ({ ...layer, weights: layer.weights.slice(), biases: layer.biases.slice() })),
    close: () => undefined,
  };
};

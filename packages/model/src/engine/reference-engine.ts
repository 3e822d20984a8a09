import { ModelError } from '../errors.ts';
import { createRng, shuffle } from '../rng.ts';
import { adam } from './adam.ts';
import { backpropagation } from './backpropagation.ts';
import { initialLayers } from './initial-layers.ts';
import { watchPlateau } from './plateau.ts';
import type { TrainedNetwork, TrainingEngine, TrainingProblem } from './training-engine.ts';

/** Plain TypeScript in double precision: runs everywhere, and is what faster engines are tested against. */
export const referenceEngine: TrainingEngine = {
  id: 'reference-f64',
  train: (problem) => train(problem),
};

const train = (problem: TrainingProblem): TrainedNetwork => {
  const { x, y, classCount, params } = problem;
  const rng = createRng(problem.seed);
  const layers = initialLayers([x.columnCount, ...params.hiddenLayers, classCount], rng);
  const batchSize = Math.min(params.batchSize, x.rowCount);
  const network = backpropagation(layers, { x, y, batchSize, alpha: params.alpha });
  const optimizer = adam(network.trainables, params);
  const order = Int32Array.from({ length: x.rowCount }, (_, row) => row);
  const plateau = watchPlateau(params);
  const losses: number[] = [];
  for (let epoch = 1; epoch <= params.maxEpochs; epoch++) {
    shuffle(rng, order);
    const loss = meanLoss(order, batchSize, (rows) => {
      const batchLoss = network.run(rows);
      optimizer.step();
      return batchLoss;
    });
    if (!Number.isFinite(loss)) throw new ModelError('MODEL_DIVERGED', `epoch ${epoch}`);
    losses.push(loss);
    problem.onEpoch?.(epoch, loss);
    if (plateau.isOver(loss)) break;
  }
  return { layers, losses };
};

/** Runs the batches of one epoch, the last one as short as it comes, and returns their loss weighted by rows. */
const meanLoss = (order: Int32Array, batchSize: number, lossOf: (rows: Int32Array) => number): number => {
  let sum = 0;
  for (let start = 0; start < order.length; start += batchSize) {
    const rows = order.subarray(start, start + batchSize);
    sum += lossOf(rows) * rows.length;
  }
  return sum / order.length;
};

import type { DenseLayer } from '../dense/layer.ts';
import { ModelError } from '../errors.ts';
import { createRng, deriveSeed, shuffle } from '../rng.ts';
import { dropoutOf } from './dropout.ts';
import { holdOut } from './hold-out.ts';
import { initialLayers } from './initial-layers.ts';
import { learningRateOf } from './learning-rate.ts';
import type { NetworkTrainer, TrainerSetup } from './network-trainer.ts';
import { watchPlateau } from './plateau.ts';
import { rowWeights } from './row-weights.ts';
import type { TrainedNetwork, TrainingProblem } from './training-engine.ts';

/** Apart from the seeds of what else is random in a training. */
const HOLD_OUT_SEED = 0x401d;

/**
 * What all engines have in common: the start, the order of rows, step sizes, and when training ends. Engines so take the
 * same steps, but for rounding.
 */
export const trainNetwork = (
  problem: TrainingProblem,
  start: (setup: TrainerSetup) => NetworkTrainer,
): TrainedNetwork => {
  const { x, y, classCount, params, seed } = problem;
  const rng = createRng(seed);
  const { train, held } = holdOut(y, params.validationShare, createRng(deriveSeed(seed, HOLD_OUT_SEED)));
  const batchSize = Math.min(params.batchSize, train.length);
  const trainer = start({
    x,
    y,
    classCount,
    params,
    layers: initialLayers([x.columnCount, ...params.hiddenLayers, classCount], rng, params.activation),
    rowWeights: rowWeights(params.classWeights, y, classCount),
    batchSize,
    dropout: dropoutOf(params.dropout, seed),
  });
  try {
    return runEpochs({
      problem,
      trainer,
      order: train,
      held,
      batchSize,
      shuffleRows: () => shuffle(rng, train),
    });
  } finally {
    trainer.close();
  }
};

interface Run {
  readonly problem: TrainingProblem;
  readonly trainer: NetworkTrainer;
  /** Rows to train on, in the order of the epoch. */
  readonly order: Int32Array;
  /** Rows the plateau is watched on; none for the rows trained on. */
  readonly held: Int32Array;
  readonly batchSize: number;
  readonly shuffleRows: () => void;
}

const runEpochs = (run: Run): TrainedNetwork => {
  const { problem, trainer, order, held, batchSize } = run;
  const { params } = problem;
  const rate = learningRateOf(params);
  const plateau = watchPlateau(params);
  const best = rememberBest(trainer);
  const losses: number[] = [];
  for (let epoch = 1; epoch <= params.maxEpochs; epoch++) {
    run.shuffleRows();
    const learningRate = rate.at(epoch);
    const total = sumOverBatches(order, batchSize, (rows) => trainer.step(rows, learningRate) * rows.length);
    const loss = total / order.length;
    if (!Number.isFinite(loss)) throw new ModelError('MODEL_DIVERGED', `epoch ${epoch}`);
    losses.push(loss);
    problem.onEpoch?.(epoch, loss);
    const watched =
      held.length === 0 ? loss : sumOverBatches(held, batchSize, (rows) => trainer.loss(rows)) / held.length;
    if (held.length > 0) best.offer(watched);
    if (plateau.isOver(watched) && rate.isSpent()) break;
  }
  return { layers: best.layers() ?? trainer.layers(), losses };
};

/** Keeps the network with the lowest loss it was offered; none before the first offer. */
const rememberBest = (
  trainer: NetworkTrainer,
): { offer(loss: number): void; layers(): readonly DenseLayer[] | undefined } => {
  let lowest = Infinity;
  let layers: readonly DenseLayer[] | undefined;
  return {
    offer(loss) {
      if (loss >= lowest) return;
      lowest = loss;
      layers = trainer.layers();
    },
    layers: () => layers,
  };
};

/** Sum over batches of consecutive rows, the last one as short as it comes. */
const sumOverBatches = (
  rows: Int32Array,
  batchSize: number,
  valueOf: (batch: Int32Array) => number,
): number => {
  let sum = 0;
  for (let start = 0; start < rows.length; start += batchSize) {
    sum += valueOf(rows.subarray(start, start + batchSize));
  }
  return sum;
};

import type { DenseLayer } from '../dense/layer.ts';
import type { MlpParams } from '../estimators/mlp-params.ts';
import type { Labels, Matrix } from '../matrix.ts';
import type { Dropout } from './dropout.ts';

/** What a network is trained from, the same for every engine. */
export interface TrainerSetup {
  /** Shape [n, d]. */
  readonly x: Matrix;
  /** Shape [n]. */
  readonly y: Labels;
  readonly classCount: number;
  readonly params: MlpParams;
  /** Before the first step; the trainer may change them. */
  readonly layers: readonly DenseLayer[];
  /** What the loss of a row counts, shape [n]. */
  readonly rowWeights: Float64Array;
  /** Rows of a mini-batch, at most n. */
  readonly batchSize: number;
  readonly dropout: Dropout;
}

/** A network in the hands of an engine: it takes steps and can be looked at in between. */
export interface NetworkTrainer {
  /** One step of Adam on the mean loss of the named rows, at most `batchSize`; gives that loss, penalty included, before the step. */
  step(rows: Int32Array, learningRate: number): number;
  /** Sum of the weighted cross-entropies of the named rows, at most `batchSize`, with all units. */
  loss(rows: Int32Array): number;
  /** A copy of the network as it is now. */
  layers(): readonly DenseLayer[];
  /** Frees what the engine keeps outside of JavaScript's memory. */
  close(): void;
}

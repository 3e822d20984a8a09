import type { DenseLayer } from '../dense/layer.ts';
import type { MlpParams } from '../estimators/mlp-params.ts';
import type { Labels, Matrix } from '../matrix.ts';

/** Everything a network is trained from; equal problems give equal networks on one engine, bit for bit. */
export interface TrainingProblem {
  /** Scaled inputs, all finite, shape [n, d], n at least 1. */
  readonly x: Matrix;
  /** Class index per row, shape [n]. */
  readonly y: Labels;
  readonly classCount: number;
  readonly params: MlpParams;
  readonly seed: number;
  /** Called after each epoch, counted from 1, with its mean loss including the penalty. */
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/** What training gives: the layers, and the loss of each epoch that was run. */
export interface TrainedNetwork {
  readonly layers: readonly DenseLayer[];
  readonly losses: readonly number[];
}

/** Trains a network; engines differ in speed and in rounding, not in what they minimise. */
export interface TrainingEngine {
  /** Written into model files, because the last bits of the weights depend on it. */
  readonly id: string;
  /** Throws MODEL_DIVERGED when the loss stops being finite. */
  train(problem: TrainingProblem): TrainedNetwork;
}

import type { Labels, Matrix } from './matrix.ts';

/** What every fit needs to know besides the rows. */
export interface FitOptions {
  /** Number of classes; labels are 0 to classCount - 1, and a class may have no row. */
  readonly classCount: number;
  /** Fixes everything random: equal seed and rows give an equal model, bit for bit. */
  readonly seed: number;
}

/** A classifier that has been fitted and can only predict. */
export interface FittedModel {
  /** @param x shape [n, d]. @returns probability of each class, shape [n, classCount]; each row sums to 1. */
  predictProbabilities(x: Matrix): Matrix;
}

/** A classifier before it has seen data: nothing but hyperparameters, so that a grid search can make it from `params`. */
export interface Estimator<Params> {
  readonly params: Params;
  /** @param x shape [n, d]. @param y class index per row, shape [n]. */
  fit(x: Matrix, y: Labels, options: FitOptions): FittedModel;
}

/** A measure of how well classes were predicted, greater is better; a plain named function is one. */
export interface Scorer {
  /** Such as weightedF1; it is reported beside the score. */
  readonly name: string;
  /** @param truth shape [n]. @param predicted shape [n]. */
  (truth: Labels, predicted: Labels, classCount: number): number;
}

/** Runs one task on every input, somewhere: inline, on threads, or on a cluster. */
export interface Executor<Input, Output> {
  /**
   * Outputs in the order of the inputs. `onResult` is called as each one ends, in any order; the first failure rejects.
   * When `signal` aborts, the promise rejects with its reason.
   */
  map(
    inputs: readonly Input[],
    onResult?: (output: Output, index: number) => void,
    signal?: AbortSignal,
  ): Promise<Output[]>;
}

import { DEFAULT_ENGINE, type EngineName, resolveEngine } from '../engine/engines.ts';
import { ModelError } from '../errors.ts';
import type { EstimatorParams } from '../estimators/params.ts';
import { fitClassifier } from '../estimators/fit-classifier.ts';
import { type Labels, type Matrix, selectRows } from '../matrix.ts';
import type { Fold } from './fold.ts';

/** One candidate on one fold: all a worker needs to know, as data that survives structured cloning. */
export interface FoldTask extends Fold {
  /** Raw feature values of all rows, shape [n, d]. */
  readonly x: Matrix;
  /** Class index per row, shape [n]. */
  readonly y: Labels;
  readonly classCount: number;
  readonly params: EstimatorParams;
  readonly seed: number;
  /** What trains networks; `DEFAULT_ENGINE` unless given. */
  readonly engine?: EngineName;
}

/** What came of a fold; a candidate that cannot be trained is a result, not a failure of the search. */
export type FoldResult =
  | {
      readonly status: 'fitted';
      /** Of the test rows, in their order, shape [test.length, classCount]. */
      readonly probabilities: Matrix;
      /** How long training lasted before it stopped. */
      readonly epochs: number;
    }
  | { readonly status: 'failed'; readonly error: string };

/** Fits on the training rows and predicts the test rows. Depends on nothing but the task, so that a worker thread can run it. */
export const runFoldTask = async (task: FoldTask): Promise<FoldResult> => {
  const { x, y, train, test, classCount, params, seed } = task;
  const engine = await resolveEngine(task.engine ?? DEFAULT_ENGINE);
  let epochs = 0;
  const onEpoch = (epoch: number): void => {
    epochs = epoch;
  };
  try {
    const labels = train.map((row) => y[row]);
    const fitted = fitClassifier(selectRows(x, train), labels, { classCount, params, seed, engine, onEpoch });
    return { status: 'fitted', probabilities: fitted.predictProbabilities(selectRows(x, test)), epochs };
  } catch (error) {
    if (error instanceof ModelError) return { status: 'failed', error: error.message };
    throw error;
  }
};

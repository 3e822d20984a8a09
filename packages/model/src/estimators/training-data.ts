import { ModelError } from '../errors.ts';
import type { FitOptions } from '../estimator.ts';
import type { Labels, Matrix } from '../matrix.ts';

/** Throws MODEL_BAD_TRAINING_DATA or MODEL_BAD_PARAMETER where no estimator can be fitted on these rows. */
export const checkTrainingData = (x: Matrix, y: Labels, { classCount, seed }: FitOptions): void => {
  const fail = (detail: string): never => {
    throw new ModelError('MODEL_BAD_TRAINING_DATA', detail);
  };
  checkSeed(seed);
  if (x.rowCount === 0) fail('no rows');
  if (x.values.length !== x.rowCount * x.columnCount) fail('the matrix is not of the size it declares');
  if (y.length !== x.rowCount) fail(`${x.rowCount} rows but ${y.length} labels`);
  const stray = y.find((label) => label < 0 || label >= classCount);
  if (stray !== undefined) fail(`class ${stray} of ${classCount}`);
  const bad = x.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) fail(`row ${Math.floor(bad / x.columnCount)}, column ${bad % x.columnCount} is not finite`);
};

/** Throws MODEL_BAD_PARAMETER unless the seed is a non-negative safe integer. */
export const checkSeed = (seed: number): void => {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ModelError('MODEL_BAD_PARAMETER', `seed ${seed}`);
};

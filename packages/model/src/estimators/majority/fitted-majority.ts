import { ModelError } from '../../errors.ts';
import type { FittedModel } from '../../estimator.ts';
import { type Matrix, zeros } from '../../matrix.ts';

/** A fitted majority baseline as plain data. */
export interface MajorityRecord {
  readonly type: 'majority';
  /** Columns of the rows it was fitted on, though it looks at none. */
  readonly inputs: number;
  /** Share of each class among the training rows, shape [classCount]. */
  readonly probabilities: Float64Array;
}

/** The baseline that every estimator has to beat: any row is of the class most common in training. */
export class FittedMajority implements FittedModel {
  readonly record: MajorityRecord;

  constructor(record: MajorityRecord) {
    this.record = record;
  }

  /** @param x shape [n, d]. @returns the same shares for each row, shape [n, classCount]; throws MODEL_SHAPE_MISMATCH for another d. */
  predictProbabilities(x: Matrix): Matrix {
    const { inputs, probabilities } = this.record;
    if (x.columnCount !== inputs) {
      throw new ModelError(
        'MODEL_SHAPE_MISMATCH',
        `${x.columnCount} columns, the baseline has ${inputs} inputs`,
      );
    }
    const predicted = zeros(x.rowCount, probabilities.length);
    for (let row = 0; row < x.rowCount; row++) {
      predicted.values.set(probabilities, row * probabilities.length);
    }
    return predicted;
  }
}

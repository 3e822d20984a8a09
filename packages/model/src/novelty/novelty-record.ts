import type { ScalerRecord } from '../estimators/estimator-record.ts';
import type { InputTransform } from '../transform/input-transform.ts';

/** A novelty detector as plain data: training rows, and how other rows are compared with them. */
export interface NoveltyRecord {
  readonly method: 'local-distance';
  /** How many of the nearest rows count. */
  readonly neighbours: number;
  readonly inputTransform: InputTransform;
  readonly scaler: ScalerRecord;
  /** Training rows after transform and scaler, in single precision, shape [rows, columns]. */
  readonly rows: Float64Array;
  /** Mean distance of each of them to its own nearest ones, in single precision, shape [rows]. */
  readonly reaches: Float64Array;
}

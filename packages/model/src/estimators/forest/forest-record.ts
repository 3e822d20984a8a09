import type { ForestKind, ForestParams } from './forest-params.ts';

/**
 * A fitted forest as plain data. Trees stand one behind the other, each in pre-order: a split, all of its left side, all
 * of its right side. Where each node's right side starts follows from that, so no record can hold a cycle.
 */
export interface ForestRecord {
  readonly type: ForestKind;
  readonly hyperparameters: ForestParams;
  /** Columns of the rows it was fitted on. */
  readonly inputs: number;
  /** Number of classes. */
  readonly outputs: number;
  /** What a row counts by its class, shape [outputs]. */
  readonly classWeights: Float64Array;
  /** Of every node, 0 for a leaf and the number of the column split at, plus 1, for a split. */
  readonly nodes: Int32Array;
  /** Of every split, in the order of `nodes`: rows whose value is at most this go left. */
  readonly thresholds: Float64Array;
  /** Of every leaf, in the order of `nodes`: how many classes its training rows have, then class and number of rows of each. */
  readonly leaves: Int32Array;
}

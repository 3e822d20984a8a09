import type { DenseLayer } from '../dense/layer.ts';
import type { InputTransform } from '../transform/input-transform.ts';
import type { ForestRecord } from './forest/forest-record.ts';
import type { MajorityRecord } from './majority/fitted-majority.ts';
import type { MlpParams } from './mlp-params.ts';

/** Mean and scale of each column after the input transform, shape [d] each; standardised values beyond the limit count as the limit. */
export interface ScalerRecord {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly limit?: number;
}

/** A trained network as plain data, with what is done to its input and what it was trained with. */
export interface MlpRecord {
  readonly type: 'mlp';
  readonly hyperparameters: MlpParams;
  readonly inputTransform: InputTransform;
  readonly scaler: ScalerRecord;
  /** From the input to the output; each one's inputs are the outputs of the one before. */
  readonly layers: readonly DenseLayer[];
}

/** What an ensemble can be made of, fitted. */
export type MemberRecord = MlpRecord | ForestRecord | MajorityRecord;

/** A fitted ensemble as plain data. */
export interface EnsembleRecord {
  readonly type: 'ensemble';
  readonly members: readonly MemberRecord[];
  /** What each member counts, shape [members]. */
  readonly weights: Float64Array;
}

/** Everything fitted as plain data, told apart by `type`. */
export type EstimatorRecord = MemberRecord | EnsembleRecord;

import type { InputTransform } from '../transform/input-transform.ts';
import type { ForestKind, ForestParams } from './forest/forest-params.ts';
import type { MlpParams } from './mlp-params.ts';

/** Hyperparameters of a network, and what is done to its input. */
export interface MlpEstimatorParams extends MlpParams {
  readonly estimator: 'mlp';
  readonly inputTransform: InputTransform;
  /** Standardised inputs further from 0 count as this far; no limit where absent. */
  readonly inputLimit?: number;
}

/** Hyperparameters of a forest of either kind. */
export interface ForestEstimatorParams extends ForestParams {
  readonly estimator: ForestKind;
}

/** The baseline has none. */
export interface MajorityEstimatorParams {
  readonly estimator: 'majority';
}

/** What an ensemble can be made of. */
export type MemberParams = MlpEstimatorParams | ForestEstimatorParams | MajorityEstimatorParams;

/** Estimators whose probabilities are averaged. */
export interface EnsembleEstimatorParams {
  readonly estimator: 'ensemble';
  readonly members: readonly MemberParams[];
  /** What each member counts; all alike where absent. */
  readonly weights?: readonly number[];
}

/** Everything that can be fitted, told apart by `estimator`. */
export type EstimatorParams = MemberParams | EnsembleEstimatorParams;

import { DEFAULT_FOREST_PARAMS, type ForestKind, type ForestParams } from './forest/forest-params.ts';
import { DEFAULT_MLP_PARAMS, type MlpParams } from './mlp-params.ts';
import type { EstimatorParams, MajorityEstimatorParams, MemberParams, MlpEstimatorParams } from './params.ts';

/** A network by what differs from its defaults. */
export interface MlpCandidate extends Partial<MlpParams> {
  readonly estimator?: 'mlp';
  readonly inputTransform?: MlpEstimatorParams['inputTransform'];
  readonly inputLimit?: number;
}

/** A forest by what differs from its defaults. */
export interface ForestCandidate extends Partial<ForestParams> {
  readonly estimator: ForestKind;
}

/** A member of an ensemble by what differs from its defaults. */
export type MemberCandidate = MlpCandidate | ForestCandidate | MajorityEstimatorParams;

/** An ensemble by what differs from its members' defaults. */
export interface EnsembleCandidate {
  readonly estimator: 'ensemble';
  readonly members: readonly MemberCandidate[];
  readonly weights?: readonly number[];
}

/** Hyperparameters by what differs from the defaults of their estimator, which is a network unless named. */
export type EstimatorCandidate = MemberCandidate | EnsembleCandidate;

/** What networks are given unless a candidate says something else. */
export type MlpDefaults = Omit<MlpCandidate, 'estimator'>;

/** scikit-learn's network, as `DEFAULT_MLP_PARAMS` has it, on values as they are. */
export const DEFAULT_MLP_ESTIMATOR_PARAMS: MlpEstimatorParams = {
  estimator: 'mlp',
  ...DEFAULT_MLP_PARAMS,
  inputTransform: 'none',
};

/** Fills in what a candidate leaves open; `networks` stands before the defaults of networks, of an ensemble's too. */
export const completeParams = (
  candidate: EstimatorCandidate,
  networks: MlpDefaults = {},
): EstimatorParams => {
  if (candidate.estimator !== 'ensemble') return completeMember(candidate, networks);
  return { ...candidate, members: candidate.members.map((member) => completeMember(member, networks)) };
};

const completeMember = (candidate: MemberCandidate, networks: MlpDefaults): MemberParams => {
  switch (candidate.estimator) {
    case 'randomForest':
    case 'extraTrees':
      return { ...DEFAULT_FOREST_PARAMS[candidate.estimator], ...candidate };
    case 'majority':
      return candidate;
    default:
      return { ...DEFAULT_MLP_ESTIMATOR_PARAMS, ...networks, ...candidate, estimator: 'mlp' };
  }
};

import { ModelError } from '../../errors.ts';
import type { FitOptions } from '../../estimator.ts';
import { deriveSeed } from '../../rng.ts';
import { checkSeed } from '../training-data.ts';

/** Members of an ensemble before they are fitted, and what each counts. */
export interface EnsembleOptions<Params> extends FitOptions {
  readonly members: readonly Params[];
  /** Positive, one for each member; all count alike unless given. */
  readonly weights?: readonly number[];
}

/** Members as fitted, and what each counts, shape [members]. */
export interface EnsembleParts<Member> {
  readonly members: readonly Member[];
  readonly weights: Float64Array;
}

/**
 * Fits every member on the same rows, each with a seed of its own.
 * @param fitMember fits one.
 * @throws ModelError MODEL_BAD_PARAMETER, and what `fitMember` throws.
 */
export const fitEnsemble = <Params, Member>(
  { members, weights = members.map(() => 1), ...options }: EnsembleOptions<Params>,
  fitMember: (params: Params, options: FitOptions) => Member,
): EnsembleParts<Member> => {
  checkSeed(options.seed);
  if (members.length === 0) throw new ModelError('MODEL_BAD_PARAMETER', 'members');
  if (weights.length !== members.length || !weights.every((weight) => weight > 0 && Number.isFinite(weight)))
    throw new ModelError('MODEL_BAD_PARAMETER', 'weights');
  return {
    members: members.map((params, i) => fitMember(params, { ...options, seed: deriveSeed(options.seed, i) })),
    weights: Float64Array.from(weights),
  };
};

import { type FeatureSet, builtinSets } from '@networkml/featurizer';
import { PipelineError } from './errors.ts';

/**
 * The feature sets of the given ids, in that order.
 *
 * @throws PipelineError PIPELINE_UNKNOWN_FEATURE_SET, listing those there are.
 */
export const resolveFeatureSets = (
  ids: readonly string[],
  known: readonly FeatureSet[] = builtinSets,
): readonly FeatureSet[] =>
  ids.map((id) => {
    const set = known.find((candidate) => candidate.id === id);
    if (set !== undefined) return set;
    const names = known.map((candidate) => candidate.id).join(', ');
    throw new PipelineError('PIPELINE_UNKNOWN_FEATURE_SET', `${id} (there are ${names})`);
  });

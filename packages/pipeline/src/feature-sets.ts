import { type FeatureSet, builtinSets } from '@networkml/featurizer';
import { PipelineError } from './errors.ts';

/** Where feature sets come from besides the built-in ones. */
export interface PluginOptions {
  /** Files, relative to `directory`, or names of packages installed there, that export feature sets. */
  readonly plugins?: readonly string[] | undefined;
  /** The working directory unless given. */
  readonly directory?: string;
}

/**
 * The feature sets of the given ids, in that order.
 *
 * @throws PipelineError PIPELINE_UNKNOWN_FEATURE_SET, listing those there are.
 */
export const findFeatureSets = (
  ids: readonly string[],
  known: readonly FeatureSet[] = builtinSets,
): readonly FeatureSet[] =>
  ids.map((id) => {
    const set = known.find((candidate) => candidate.id === id);
    if (set !== undefined) return set;
    const names = known.map((candidate) => candidate.id).join(', ');
    throw new PipelineError(
      'PIPELINE_UNKNOWN_FEATURE_SET',
      `${id} (there are ${names}; --plugin adds those of a file or package)`,
    );
  });

/**
 * The feature sets there are: the built-in ones, then those of plug-ins, which have been tried.
 *
 * @throws PipelineError PIPELINE_PLUGIN_NOT_FOUND, PIPELINE_BAD_PLUGIN, PIPELINE_PLUGIN_EMPTY,
 * PIPELINE_DUPLICATE_FEATURE_SET for two sets of one id.
 */
export const knownFeatureSets = async ({
  plugins = [],
  directory = process.cwd(),
}: PluginOptions = {}): Promise<readonly FeatureSet[]> => {
  if (plugins.length === 0) return builtinSets;
  const { loadPlugins } = await import('./plugins/load-plugins.ts');
  const known = new Map(builtinSets.map((set) => [set.id, set]));
  for (const set of await loadPlugins(plugins, directory)) {
    if (known.has(set.id)) {
      const detail = `${set.id} (of ${plugins.join(', ')}; give the set of the plug-in another id)`;
      throw new PipelineError('PIPELINE_DUPLICATE_FEATURE_SET', detail);
    }
    known.set(set.id, set);
  }
  return [...known.values()];
};

/**
 * The feature sets of the given ids, in that order, of the built-in ones and those of plug-ins.
 *
 * @throws PipelineError as `findFeatureSets` and `knownFeatureSets`.
 */
export const resolveFeatureSets = async (
  ids: readonly string[],
  options: PluginOptions = {},
): Promise<readonly FeatureSet[]> => findFeatureSets(ids, await knownFeatureSets(options));

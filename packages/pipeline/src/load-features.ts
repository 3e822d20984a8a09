import { listCaptures } from './capture-files.ts';
import {
  type CaptureProgress,
  type FeaturizeManyOptions,
  type FeaturizedCaptures,
  featurizeCaptures,
} from './featurize-captures.ts';
import { findFeatureFile, readFeatureFile } from './featurize/feature-file.ts';

/**
 * Features from captures (files, directories, `-`), or from one file of features as `featurize` writes it: CSV, JSON lines,
 * either of them gzip, or Parquet.
 *
 * @throws PipelineError PIPELINE_NO_CAPTURES, PIPELINE_UNREADABLE, PIPELINE_BAD_TABLE with row and column.
 */
export const loadFeatures = async (
  paths: readonly string[],
  options: FeaturizeManyOptions,
  onProgress?: CaptureProgress,
): Promise<FeaturizedCaptures> => {
  const file = await findFeatureFile(paths);
  if (file === undefined) return featurizeCaptures(await listCaptures(paths), options, onProgress);
  const table = await readFeatureFile(file, options.sets);
  return { table, failed: [], captures: 0, packets: 0, damagedPackets: 0 };
};

import { FeatureError, parseFeatureCsv } from '@networkml/featurizer';
import { listCaptures } from './capture-files.ts';
import { PipelineError } from './errors.ts';
import {
  type CaptureProgress,
  type FeaturizeManyOptions,
  type FeaturizedCaptures,
  featurizeCaptures,
} from './featurize-captures.ts';
import { readText } from './files.ts';

const FEATURE_FILE = /\.csv(\.gz)?$/i;

/** Whether paths stand for one feature CSV and not for captures, as its name says. */
export const isFeatureFile = (paths: readonly string[]): boolean =>
  paths.length === 1 && FEATURE_FILE.test(paths[0]);

/**
 * Features from captures (files, directories, `-`), or from one feature CSV, plain or gzip, as `featurize` writes it.
 *
 * @throws PipelineError PIPELINE_NO_CAPTURES, PIPELINE_UNREADABLE, PIPELINE_BAD_TABLE with row and column.
 */
export const loadFeatures = async (
  paths: readonly string[],
  options: FeaturizeManyOptions,
  onProgress?: CaptureProgress,
): Promise<FeaturizedCaptures> => {
  if (!isFeatureFile(paths)) return featurizeCaptures(await listCaptures(paths), options, onProgress);
  const [first] = paths;
  const text = await readText(first);
  try {
    return {
      table: parseFeatureCsv(text, options.sets),
      failed: [],
      captures: 0,
      packets: 0,
      damagedPackets: 0,
    };
  } catch (cause) {
    if (!(cause instanceof FeatureError)) throw cause;
    throw new PipelineError('PIPELINE_BAD_TABLE', `${first}: ${cause.message}`, { cause });
  }
};

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FeatureSet } from '@networkml/featurizer';
import { type LabelledTable, PipelineError, loadLabelled } from '@networkml/pipeline';

/**
 * The features of captures that `npm run simulate` wrote, a row a captured device.
 *
 * @throws PipelineError PIPELINE_UNREADABLE where there is no manifest; of captures and labels as `loadLabelled`.
 */
export const loadSimulated = async (
  directory: string,
  sets: readonly FeatureSet[],
): Promise<LabelledTable> => {
  const manifest = join(directory, 'manifest.csv');
  if (!existsSync(manifest)) {
    const advice = 'npm run train:enterprise-roles or npm run simulate writes one';
    throw new PipelineError('PIPELINE_UNREADABLE', `${manifest} (no such file; ${advice})`);
  }
  const { labelled, failed } = await loadLabelled({
    paths: [directory],
    labels: { from: 'manifest', manifest },
    sets,
    devices: 'labelled',
    threads: availableParallelism(),
  });
  if (failed.length > 0) throw failed[0].error;
  return labelled;
};

import { dirname } from 'node:path';
import type { FeatureSet } from '@networkml/featurizer';
import type { TrainingRecord } from '@networkml/model';
import { PipelineError } from './errors.ts';
import type { CaptureProgress, FailedCapture } from './featurize-captures.ts';
import { type LabelOptions, openLabels } from './labeller.ts';
import { type LabelledTable, labelTable } from './labels.ts';
import { isFeatureFile, loadFeatures } from './load-features.ts';

/** Labelled rows to be had from captures. */
export interface LabelledSource {
  /** Captures, directories of captures, or one feature CSV; with a manifest, the directory its paths are relative to. */
  readonly paths: readonly string[];
  readonly labels: LabelOptions;
  readonly sets: readonly FeatureSet[];
  /** Whose rows count: the canonical device's, those of all, or those of the devices that labels name. */
  readonly devices: TrainingRecord['deviceSelection'];
}

/** Labelled rows, and the captures that could not be read. */
export interface LoadedLabels {
  readonly labelled: LabelledTable;
  readonly failed: readonly FailedCapture[];
}

/**
 * Reads captures, or a feature CSV, and joins labels to their rows. With a manifest the captures read are those it names.
 *
 * @throws PipelineError of the labels; PIPELINE_NO_CAPTURES, PIPELINE_NO_LABEL, and PIPELINE_NO_DEVICE where labels
 * name devices and none of them occurs.
 */
export const loadLabelled = async (
  source: LabelledSource,
  onProgress?: CaptureProgress,
): Promise<LoadedLabels> => {
  const { sets, devices } = source;
  const fromCsv = isFeatureFile(source.paths);
  const { labeller, captures } = await openLabels({ ...directoryOf(source, fromCsv), ...source.labels });
  const { table, failed } = await loadFeatures(
    fromCsv ? source.paths : (captures ?? source.paths),
    { sets, devices: devices === 'canonical' ? 'canonical' : 'all' },
    onProgress,
  );
  const labelled = await labelTable(table, labeller, devices === 'canonical');
  if (devices === 'labelled' && table.rowCount > 0 && labelled.roles.length === 0) {
    throw new PipelineError('PIPELINE_NO_DEVICE', source.paths.join(', '));
  }
  return { labelled, failed };
};

/** What a manifest's paths are relative to: the one directory of captures, else where the manifest lies. */
const directoryOf = ({ paths, labels }: LabelledSource, fromCsv: boolean): { directory?: string } => {
  if (paths.length === 1 && !fromCsv) return { directory: paths[0] };
  return labels.manifest === undefined ? {} : { directory: dirname(labels.manifest) };
};

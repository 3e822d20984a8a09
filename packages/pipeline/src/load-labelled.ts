import type { FeatureSet } from '@networkml/featurizer';
import type { TrainingRecord } from '@networkml/model';
import { isDirectory, listCaptures, threadsThatHelp } from './capture-files.ts';
import { PipelineError } from './errors.ts';
import type { CaptureProgress, FeaturizedCaptures } from './featurize-captures.ts';
import { type LabelOptions, type Labels, openLabels } from './labeller.ts';
import { type LabelledTable, labelTable } from './labels.ts';
import { findFeatureFile } from './featurize/feature-file.ts';
import { loadFeatures } from './load-features.ts';

/** Labelled rows to be had from captures. */
export interface LabelledSource {
  /** Captures, directories of captures, or one file of features; with a manifest, the directory its paths are relative to. */
  readonly paths: readonly string[];
  readonly labels: LabelOptions;
  readonly sets: readonly FeatureSet[];
  /** Whose rows count: the canonical device's, those of all, or those of the devices that labels name. */
  readonly devices: TrainingRecord['deviceSelection'];
  /** Whether the first capture that cannot be used ends it all. */
  readonly failFast?: boolean;
  /** Stops between two batches of packets. */
  readonly signal?: AbortSignal;
  /** Threads that may share the captures where they are large, 1 by default; what comes out does not depend on it. */
  readonly threads?: number;
  /** Modules that sets come from which are not built in. */
  readonly plugins?: readonly string[] | undefined;
}

/** Labelled rows, and the captures that could not be used. */
export interface LoadedLabels extends Pick<FeaturizedCaptures, 'failed' | 'captures'> {
  readonly labelled: LabelledTable;
}

/**
 * Reads captures, or a file of features, and joins labels to their rows. Of a directory with a manifest, the captures read are
 * those it names. That every capture has a label is looked at before any is read.
 *
 * @throws PipelineError of the labels; PIPELINE_NO_CAPTURES, PIPELINE_NO_LABEL, and PIPELINE_NO_DEVICE where labels
 * name devices and none of them occurs; the signal's reason.
 */
export const loadLabelled = async (
  source: LabelledSource,
  onProgress?: CaptureProgress,
): Promise<LoadedLabels> => {
  const { devices, labels, sets, failFast = false, signal, plugins = [] } = source;
  const directory = await onlyDirectory(source.paths);
  const opened = await openLabels({ ...(directory === undefined ? {} : { directory }), ...labels });
  const paths = await pathsToRead(source.paths, directory, opened);
  const options = {
    sets,
    devices: devices === 'canonical' ? 'canonical' : 'auto',
    failFast,
    plugins,
    threads: await threadsThatHelp(paths, source.threads ?? 1),
    ...(signal === undefined ? {} : { signal }),
  } as const;
  const { table, failed, captures } = await loadFeatures(paths, options, onProgress);
  const labelled = await labelTable(table, opened.labeller, devices === 'canonical');
  if (devices === 'labelled' && table.rowCount > 0 && labelled.roles.length === 0) {
    throw new PipelineError('PIPELINE_NO_DEVICE', source.paths.join(', '));
  }
  return { labelled, failed, captures };
};

/** The directory that all captures are in, if it is one that was given. */
const onlyDirectory = async (paths: readonly string[]): Promise<string | undefined> =>
  paths.length === 1 && (await isDirectory(paths[0])) ? paths[0] : undefined;

const pathsToRead = async (
  paths: readonly string[],
  directory: string | undefined,
  { labeller, captures }: Labels,
): Promise<readonly string[]> => {
  if (directory !== undefined && captures !== undefined) return captures;
  if ((await findFeatureFile(paths)) !== undefined) return paths;
  const listed = await listCaptures(paths);
  for (const capture of listed) {
    if ((await labeller(capture)).length === 0) throw new PipelineError('PIPELINE_NO_LABEL', capture);
  }
  return listed;
};

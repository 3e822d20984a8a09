import { threadExecutor } from '@networkml/jobs';
import type { FoldResult, FoldTask } from '@networkml/model/training';
import { listCaptures } from './capture-files.ts';
import { PipelineError } from './errors.ts';
import { DEFAULT_FEATURE_SET, resolveFeatureSets } from './feature-sets.ts';
import type { CaptureProgress } from './featurize-captures.ts';
import { type LabelOptions, createLabeller, labelTable, manifestCaptures } from './labels.ts';
import { loadFeatures } from './load-features.ts';
import { type TrainOptions, type TrainedModel, trainModel } from './train-model.ts';

/** A whole training run: from captures or a feature CSV to a model. */
export interface TrainingRun extends Omit<TrainOptions, 'executor'> {
  /** Captures, directories of captures, or one feature CSV; with a manifest, the directory its paths are relative to. */
  readonly paths: readonly string[];
  readonly labels: LabelOptions;
  /** Ids of the feature sets. */
  readonly features?: readonly string[];
  /** Worker threads for the folds; the result does not depend on it. */
  readonly threads?: number;
  readonly onCapture?: CaptureProgress;
}

/**
 * Trains a model in one go. A capture that cannot be read ends the run: a model must not rest on half of its data.
 *
 * @throws what the first unreadable capture, the labels, or training throw.
 */
export const runTraining = async (run: TrainingRun): Promise<TrainedModel> => {
  const { labels, deviceSelection, features = [DEFAULT_FEATURE_SET] } = run;
  const labelOptions = withDirectory(labels, run.paths);
  const labeller = await createLabeller(labelOptions);
  const paths = (await manifestCaptures(labelOptions)) ?? (await listCaptures(run.paths));
  const options = {
    sets: resolveFeatureSets(features),
    devices: deviceSelection === 'canonical' ? 'canonical' : 'all',
  } as const;
  const { table, failed } = await loadFeatures(paths, options, run.onCapture);
  if (failed.length > 0) throw failed[0].error;
  const labelled = await labelTable(table, labeller, deviceSelection === 'canonical');
  if (deviceSelection === 'labelled' && labelled.roles.length === 0) {
    throw new PipelineError('PIPELINE_NO_DEVICE', run.paths.join(', '));
  }
  return withFoldThreads(run.threads ?? 1, (executor) =>
    trainModel(labelled, { ...run, ...(executor === undefined ? {} : { executor }) }),
  );
};

/** The paths of a manifest are relative to the directory of captures, where one is given. */
const withDirectory = (labels: LabelOptions, paths: readonly string[]): LabelOptions => {
  const [directory] = paths;
  return labels.from === 'manifest' && paths.length === 1 ? { directory, ...labels } : labels;
};

/** Lends an executor of folds on worker threads, or none where one thread is asked for; ends the threads in any case. */
export const withFoldThreads = async <Result>(
  threads: number,
  use: (executor?: TrainOptions['executor']) => Promise<Result>,
): Promise<Result> => {
  if (threads <= 1) return use();
  const workerUrl = new URL(import.meta.resolve('@networkml/pipeline/fold-worker'));
  const executor = threadExecutor<FoldTask, FoldResult>({ workerUrl, threads });
  try {
    return await use(executor);
  } finally {
    await executor.close();
  }
};

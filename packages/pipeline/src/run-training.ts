import { threadExecutor } from '@networkml/jobs';
import type { FoldResult, FoldTask } from '@networkml/model/training';
import { DEFAULT_FEATURE_SET } from './defaults.ts';
import { resolveFeatureSets } from './feature-sets.ts';
import type { CaptureProgress } from './featurize-captures.ts';
import { type LabelledSource, loadLabelled } from './load-labelled.ts';
import { type TrainOptions, type TrainedModel, trainModel } from './train-model.ts';

/** A whole training run: from captures or a feature CSV to a model. */
export interface TrainingRun
  extends Omit<TrainOptions, 'executor'>, Pick<LabelledSource, 'paths' | 'labels'> {
  /** Ids of the feature sets. */
  readonly features?: readonly string[];
  /** Files or packages with more feature sets. */
  readonly plugins?: readonly string[] | undefined;
  /** Worker threads for the folds; the result does not depend on it. */
  readonly threads?: number;
  readonly onCapture?: CaptureProgress;
}

/**
 * Trains a model in one go. A capture that cannot be read ends the run: a model must not rest on half of its data.
 *
 * @throws what the first unreadable capture, plug-ins, the labels, or training throw.
 */
export const runTraining = async (run: TrainingRun): Promise<TrainedModel> => {
  const { paths, labels, features = [DEFAULT_FEATURE_SET], deviceSelection: devices } = run;
  const sets = await resolveFeatureSets(features, { plugins: run.plugins });
  const { labelled } = await loadLabelled(
    {
      paths,
      labels,
      sets,
      devices,
      failFast: true,
      threads: run.threads ?? 1,
      plugins: run.plugins,
      ...(run.signal === undefined ? {} : { signal: run.signal }),
    },
    run.onCapture,
  );
  return withFoldThreads(run.threads ?? 1, (executor) =>
    trainModel(labelled, { ...run, ...(executor === undefined ? {} : { executor }) }),
  );
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

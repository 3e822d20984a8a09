import { inlineExecutor, threadExecutor } from '@networkml/jobs';
import { type FoldResult, type FoldTask, runFoldTask } from '@networkml/model/training';
import { DEFAULT_FEATURE_SET } from './defaults.ts';
import { resolveFeatureSets } from './feature-sets.ts';
import type { CaptureProgress } from './featurize-captures.ts';
import { type LabelledSource, loadLabelled } from './load-labelled.ts';
import type { LabelledTable } from './labels.ts';
import { openTrainingJournal } from './resume/training-journal.ts';
import { type TrainOptions, type TrainedModel, trainModel, trainOnProblem } from './train-model.ts';
import { fingerprint, poseProblem } from './training-problem.ts';

/** A whole training run: from captures or a file of features to a model. */
export interface TrainingRun
  extends Omit<TrainOptions, 'executor'>, Pick<LabelledSource, 'paths' | 'labels'> {
  /** Ids of the feature sets. */
  readonly features?: readonly string[];
  /** Files or packages with more feature sets. */
  readonly plugins?: readonly string[] | undefined;
  /** Worker threads for the folds; the result does not depend on it. */
  readonly threads?: number;
  readonly onCapture?: CaptureProgress;
  /** Where the model goes: folds are remembered beside it until it is there, and a run that was stopped is gone on with. */
  readonly output?: TrainingOutput;
}

/** What a training run writes. */
export interface TrainingOutput {
  readonly path: string;
  /** Whether folds of an earlier run are forgotten. */
  readonly fresh: boolean;
  /** Writes it, whole or not at all. */
  readonly write: (trained: TrainedModel) => Promise<void>;
  /** The run goes on with so many folds of an earlier one. */
  readonly onResumed?: (folds: number) => void;
  /** The run was stopped, or failed: so many folds are kept. */
  readonly onKept?: (folds: number) => void;
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
  return withFoldThreads(run.threads ?? 1, (executor) => trainAndWrite(labelled, run, executor));
};

const trainAndWrite = async (
  labelled: LabelledTable,
  run: TrainingRun,
  executor: TrainOptions['executor'],
): Promise<TrainedModel> => {
  const { output } = run;
  const options = { ...run, executor };
  if (output === undefined) return trainModel(labelled, options);
  const problem = poseProblem(labelled, run.seed ?? 0);
  const datasetFingerprint = fingerprint(problem);
  const journal = await openTrainingJournal(output.path, datasetFingerprint, output.fresh);
  if (journal.count() > 0) output.onResumed?.(journal.count());
  try {
    const keeping = journal.keeping(executor ?? inlineExecutor(runFoldTask));
    const trained = await trainOnProblem(
      { ...problem, datasetFingerprint },
      { ...options, executor: keeping },
    );
    run.signal?.throwIfAborted();
    await output.write(trained);
    await journal.remove();
    return trained;
  } catch (error) {
    await journal.leave();
    output.onKept?.(journal.count());
    throw error;
  }
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

import { availableParallelism } from 'node:os';
import type { InputTransform } from '@networkml/model';
import type { EngineName } from '@networkml/model/training';
import { type EstimatorChoice, readCandidates } from '../candidates.ts';
import { type TrainingOutput, runTraining } from '../run-training.ts';
import type { TrainedModel, TrainingReport } from '../train-model.ts';
import type { ValidationOptions } from '../validation/validation-options.ts';
import { ExitStatus, type ExitStatusCode } from './exit-status.ts';
import { type LabelArguments, labelOptions, labelledDevices } from './labels.ts';
import { note } from './output.ts';
import { startProgress, withCaptureProgress } from './progress.ts';

/** The arguments that say how a model is judged. */
export interface ValidationArguments {
  readonly folds: number;
  readonly validation?: ValidationOptions['method'] | undefined;
  readonly 'group-by'?: string | undefined;
  readonly repeats: number;
  readonly 'held-out-share': number;
  readonly 'held-out-groups'?: string | undefined;
  readonly nested?: boolean | undefined;
  readonly 'learning-curve': boolean;
  readonly copies: 'refuse' | 'together';
}

/** The arguments of a training run, as `trainingDeclarations` parse them. */
export interface TrainingArguments extends LabelArguments, ValidationArguments {
  readonly captures: readonly string[];
  readonly features: string;
  readonly plugin?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly seed: number;
  readonly threads?: number | undefined;
  readonly 'input-transform'?: InputTransform | undefined;
  readonly resume: boolean;
  readonly calibrate: boolean;
  readonly engine: EngineName;
  readonly estimator: EstimatorChoice;
  readonly grid?: string | undefined;
  /** What is written; the folds are remembered beside it. */
  readonly output: string;
}

/** What a training run is called and what becomes of it. */
export interface TrainingEnd {
  readonly name: string;
  /** Writes the output, whole or not at all. */
  readonly write: (trained: TrainedModel) => Promise<void>;
  /** Tells the person, once it is written. */
  readonly tell: (trained: TrainedModel) => Promise<void>;
}

/**
 * Trains as the arguments say, with progress for those who watch, and says what should be known of the rows; gives the
 * exit status. Ctrl-C leaves what was trained so far for the next run.
 */
export const trainWithProgress = (args: TrainingArguments, end: TrainingEnd): Promise<ExitStatusCode> =>
  untilStopped((signal) => runWithProgress(args, end, signal), end.tell);

/**
 * Runs what trains a model, and says what should be known of the rows; gives the exit status.
 * @param run ends when the signal tells that Ctrl-C was pressed. @param tell what else is to be said.
 */
export const untilStopped = async <Trained extends Pick<TrainedModel, 'report'>>(
  run: (signal: AbortSignal) => Promise<Trained>,
  tell: (trained: Trained) => Promise<void>,
): Promise<ExitStatusCode> => {
  const stop = new AbortController();
  const onStop = (): void => stop.abort();
  process.once('SIGINT', onStop).once('SIGTERM', onStop);
  try {
    const trained = await run(stop.signal);
    for (const remark of remarksOn(trained.report)) note(remark);
    await tell(trained);
    return ExitStatus.Done;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    note('stopped; nothing was written.');
    return ExitStatus.Stopped;
  } finally {
    process.off('SIGINT', onStop).off('SIGTERM', onStop);
  }
};

const runWithProgress = async (
  args: TrainingArguments,
  { name, write }: TrainingEnd,
  signal: AbortSignal,
): Promise<TrainedModel> => {
  const candidates = await readCandidates(args.estimator, args.grid);
  const bar = await startProgress('training');
  try {
    return await withCaptureProgress('reading', (onCapture) =>
      runTraining({
        paths: args.captures,
        labels: labelOptions(args),
        features: args.features.split(','),
        plugins: args.plugin,
        deviceSelection: labelledDevices(args),
        name,
        ...(args.description === undefined ? {} : { description: args.description }),
        folds: args.folds,
        validation: validationOptions(args),
        seed: args.seed,
        threads: args.threads ?? availableParallelism(),
        ...(args['input-transform'] === undefined ? {} : { inputTransform: args['input-transform'] }),
        onCapture,
        onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
        candidates,
        calibrate: args.calibrate,
        engine: args.engine,
        output: outputOf(args, write),
        signal,
      }),
    );
  } finally {
    bar.stop();
  }
};

const outputOf = ({ output, resume }: TrainingArguments, write: TrainingEnd['write']): TrainingOutput => ({
  path: output,
  fresh: !resume,
  write,
  onResumed: (folds) => note(`${folds} folds had been trained by a run before.`),
  onKept: (folds) => {
    if (folds > 0) note(`${folds} folds are kept in ${output}.resume; the same command goes on with them.`);
  },
});

const validationOptions = (args: ValidationArguments): ValidationOptions => ({
  ...(args.validation === undefined ? {} : { method: args.validation }),
  ...(args['group-by'] === undefined ? {} : { groupBy: args['group-by'] }),
  ...(args['held-out-groups'] === undefined ? {} : { heldOutGroups: args['held-out-groups'].split(',') }),
  ...(args.nested === undefined ? {} : { nested: args.nested }),
  repeats: args.repeats,
  heldOutShare: args['held-out-share'],
  learningCurve: args['learning-curve'],
  copies: args.copies,
});

/** What should be known of the figures, and the captures that gave no row. */
const remarksOn = ({ validation, unused }: TrainingReport): string[] => [
  ...(validation.notGrouped === undefined ? [] : [`the figures may flatter: ${validation.notGrouped}.`]),
  ...validation.notes,
  ...unused.map(({ capture, reason }) => `${capture} is not used: ${reason}.`),
];

import { availableParallelism } from 'node:os';
import type { InputTransform } from '@networkml/model';
import { runTraining } from '../run-training.ts';
import type { TrainedModel } from '../train-model.ts';
import { type LabelArguments, labelOptions, labelledDevices } from './labels.ts';
import { note } from './output.ts';
import { startProgress, withCaptureProgress } from './progress.ts';

/** The arguments of a training run, as `trainingDeclarations` parse them. */
export interface TrainingArguments extends LabelArguments {
  readonly captures: readonly string[];
  readonly features: string;
  readonly plugin?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly folds: number;
  readonly seed: number;
  readonly threads?: number | undefined;
  readonly 'input-transform'?: InputTransform | undefined;
}

/** Trains as the arguments say, with progress for those who watch, and names the captures that gave no row. */
export const trainWithProgress = async (
  args: TrainingArguments,
  name: string,
  signal?: AbortSignal,
): Promise<TrainedModel> => {
  const bar = await startProgress('training');
  try {
    const trained = await withCaptureProgress('reading', (onCapture) =>
      runTraining({
        paths: args.captures,
        labels: labelOptions(args),
        features: args.features.split(','),
        plugins: args.plugin,
        deviceSelection: labelledDevices(args),
        name,
        ...(args.description === undefined ? {} : { description: args.description }),
        folds: args.folds,
        seed: args.seed,
        threads: args.threads ?? availableParallelism(),
        ...(args['input-transform'] === undefined ? {} : { inputTransform: args['input-transform'] }),
        onCapture,
        onProgress: ({ done, total }) => bar.update(done, total),
        ...(signal === undefined ? {} : { signal }),
      }),
    );
    const { notGrouped } = trained.report.validation;
    if (notGrouped !== undefined)
      note(`groups are not kept together in validation, which flatters: ${notGrouped}.`);
    for (const { capture, reason } of trained.report.unused) note(`${capture} is not used: ${reason}.`);
    return trained;
  } finally {
    bar.stop();
  }
};

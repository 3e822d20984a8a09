import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { makeDirectory } from '@networkml/pipeline';
import {
  type LabelArguments,
  labelOptions,
  labelledDevices,
  note,
  print,
  startProgress,
  withCaptureProgress,
} from '@networkml/pipeline/command-line';
import {
  type AdaptOptions,
  type AdaptedModel,
  type TrainingArguments,
  runAdaptation,
  untilStopped,
} from '@networkml/pipeline/training';
import { labelConfig } from './label-config.ts';
import { checkRunFolder, renderRunText, writeRunFolder } from './run-folder.ts';

/** Arguments of `networkml-trainer adapt`. */
export interface AdaptArguments
  extends
    LabelArguments,
    Pick<
      TrainingArguments,
      'captures' | 'plugin' | 'description' | 'seed' | 'threads' | 'engine' | 'folds' | 'group-by' | 'copies'
    > {
  readonly base: string;
  readonly 'only-if-better': boolean;
  readonly name?: string | undefined;
  readonly output: string;
  readonly force: boolean;
}

/** Adapts as asked, writes the run folder, and prints whether the model beats its base; gives the exit status. */
export const adapt = async (args: AdaptArguments): Promise<number> => {
  const { output, force } = args;
  await checkRunFolder(output, force);
  await makeDirectory(dirname(output));
  return untilStopped(
    async (signal) => {
      const adapted = await adaptWithProgress(args, signal);
      const { adaptation } = adapted;
      await writeRunFolder({ path: output, force, trained: adapted, adaptation, config: configOf(args) });
      return adapted;
    },
    async (adapted) => {
      const { model, adaptation } = adapted;
      await print(renderRunText({ trained: adapted, adaptation }));
      note(`${output}: ${args.base} adapted, a model of ${model.roles.length} roles.`);
    },
  );
};

const adaptWithProgress = async (args: AdaptArguments, signal: AbortSignal): Promise<AdaptedModel> => {
  const bar = await startProgress('adapting');
  try {
    return await withCaptureProgress('reading', (onCapture) =>
      runAdaptation({
        base: args.base,
        paths: args.captures,
        labels: labelOptions(args),
        plugins: args.plugin,
        deviceSelection: labelledDevices(args),
        name: args.name ?? basename(args.output),
        ...(args.description === undefined ? {} : { description: args.description }),
        validation: validationOf(args),
        seed: args.seed,
        threads: args.threads ?? availableParallelism(),
        engine: args.engine,
        onlyIfBetter: args['only-if-better'],
        onCapture,
        onProgress: ({ phase, done, total }) => bar.update(done, total, phase),
        signal,
      }),
    );
  } finally {
    bar.stop();
  }
};

const validationOf = ({
  folds,
  copies,
  'group-by': groupBy,
}: AdaptArguments): NonNullable<AdaptOptions['validation']> => ({
  folds,
  copies,
  ...(groupBy === undefined ? {} : { groupBy }),
});

/** What fixes the result: all arguments but the number of threads, where the result goes, and what becomes of earlier ones. */
const configOf = (args: AdaptArguments): Readonly<Record<string, unknown>> => ({
  base: args.base,
  captures: args.captures,
  ...labelConfig(args),
  plugins: args.plugin,
  folds: args.folds,
  groupBy: args['group-by'],
  copies: args.copies,
  seed: args.seed,
  engine: args.engine,
});

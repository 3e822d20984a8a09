import { basename, dirname } from 'node:path';
import { makeDirectory } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { type TrainingArguments, trainWithProgress } from '@networkml/pipeline/training';
import { labelConfig } from './label-config.ts';
import { checkRunFolder, renderRunText, writeRunFolder } from './run-folder.ts';

/** Arguments of `networkml-trainer`. */
export interface TrainerArguments extends TrainingArguments {
  readonly name?: string | undefined;
  readonly force: boolean;
}

/** Trains as asked, writes the run folder, and prints how good the model is; gives the exit status. */
export const train = async (args: TrainerArguments): Promise<number> => {
  const { output, force } = args;
  await checkRunFolder(output, force);
  await makeDirectory(dirname(output));
  return trainWithProgress(args, {
    name: args.name ?? basename(output),
    write: (trained) => writeRunFolder({ path: output, force, trained, config: configOf(args) }),
    tell: async (trained) => {
      const { model } = trained;
      await print(renderRunText({ trained }));
      note(`${output}: model of ${model.roles.length} roles from ${model.training.rowCount} rows.`);
    },
  });
};

/** What fixes the result: all arguments but the number of threads, where the result goes, and what becomes of earlier ones. */
const configOf = (args: TrainerArguments): Readonly<Record<string, unknown>> => ({
  captures: args.captures,
  ...labelConfig(args),
  features: args.features,
  plugins: args.plugin,
  folds: args.folds,
  validation: args.validation,
  groupBy: args['group-by'],
  repeats: args.repeats,
  heldOutShare: args['held-out-share'],
  heldOutGroups: args['held-out-groups'],
  nested: args.nested,
  learningCurve: args['learning-curve'],
  copies: args.copies,
  seed: args.seed,
  calibrate: args.calibrate,
  engine: args.engine,
  estimator: args.estimator,
  grid: args.grid,
  inputTransform: args['input-transform'],
});

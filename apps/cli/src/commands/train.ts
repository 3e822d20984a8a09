import {
  capturesOrFeatures,
  checkTraining,
  featuresOption,
  labelDeclarations,
  pluginOption,
  trainingDeclarations,
  validationDeclarations,
} from '@networkml/pipeline/command-line';
import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  ...labelDeclarations,
  ...trainingDeclarations,
  ...validationDeclarations,
  features: featuresOption,
  plugin: pluginOption,
  output: { type: 'string', demandOption: true, describe: 'model file to write' },
} as const;

/** Arguments of `networkml train`. */
export type TrainArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml train`: labelled captures or features in, a model file out. */
export const trainCommand: CommandModule<object, TrainArguments> = {
  command: 'train <captures..>',
  describe: 'train a model from labelled captures or features',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesOrFeatures)
      .options(declared)
      .check(checkTraining)
      .example('$0 train captures/ --labels directory --output office.json', 'a directory a role')
      .example('$0 train captures/ --manifest labels.csv --output office.json', 'labels by device'),
  handler: async (args) => {
    const { train } = await import('../verbs/train.ts');
    process.exitCode = await train(args);
  },
};

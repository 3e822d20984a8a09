import type { CommandModule, InferredOptionTypes } from 'yargs';
import { capturesPositional, featuresOption, sharedOptions } from '@networkml/pipeline/command-line';

const declared = {
  features: featuresOption,
  devices: sharedOptions.devices,
  layout: {
    choices: ['full', 'networkml'],
    default: 'full',
    describe: 'with columns that say whose row it is, or exactly as NetworkML writes it',
  },
  output: { type: 'string', describe: 'file to write, gzip where it ends in .gz [standard output]' },
  salvage: sharedOptions.salvage,
} as const;

/** Arguments of `networkml featurize`. */
export type FeaturizeArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml featurize`: captures in, a feature table out. */
export const featurizeCommand: CommandModule<object, FeaturizeArguments> = {
  command: 'featurize <captures..>',
  describe: 'compute the features of devices as CSV',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesPositional)
      .options(declared)
      .example('$0 featurize captures/ --output features.csv.gz', 'one row a device and capture'),
  handler: async (args) => {
    const { featurize } = await import('../verbs/featurize.ts');
    process.exitCode = await featurize(args);
  },
};

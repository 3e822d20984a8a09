import {
  capturesOrFeatures,
  modelOption,
  pluginOption,
  sharedOptions,
} from '@networkml/pipeline/command-line';
import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  model: modelOption,
  plugin: pluginOption,
  devices: sharedOptions.devices,
  top: { type: 'number', default: 20, describe: 'columns to list as text, those that differ most' },
  format: { choices: ['text', 'json'], describe: 'text on a terminal, else json' },
  output: { type: 'string', describe: 'file to write [standard output]' },
} as const;

/** Arguments of `networkml drift`. */
export type DriftArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml drift`: whether new captures are like those a model learned from. */
export const driftCommand: CommandModule<object, DriftArguments> = {
  command: 'drift <captures..>',
  describe: 'compare captures or features with what a model learned from, and say whether to retrain',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesOrFeatures)
      .options(declared)
      .example('$0 drift this-month.csv.gz --model office.json', 'has the network changed?'),
  handler: async (args) => {
    const { drift } = await import('../verbs/drift.ts');
    process.exitCode = await drift(args);
  },
};

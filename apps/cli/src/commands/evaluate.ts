import {
  capturesOrFeatures,
  labelDeclarations,
  modelOption,
  pluginOption,
} from '@networkml/pipeline/command-line';
import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  ...labelDeclarations,
  model: modelOption,
  plugin: pluginOption,
  format: { choices: ['text', 'json'], describe: 'text on a terminal, else json' },
  output: { type: 'string', describe: 'file to write [standard output]' },
} as const;

/** Arguments of `networkml evaluate`. */
export type EvaluateArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml evaluate`: a model against labelled captures. */
export const evaluateCommand: CommandModule<object, EvaluateArguments> = {
  command: 'evaluate <captures..>',
  describe: 'hold a model against labelled captures or a feature CSV',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesOrFeatures)
      .options(declared)
      .example('$0 evaluate captures/ --labels directory --model office.json', 'a directory a role'),
  handler: async (args) => {
    const { evaluate } = await import('../verbs/evaluate.ts');
    process.exitCode = await evaluate(args);
  },
};

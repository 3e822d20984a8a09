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
  report: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'report to write as well: .html, .md, .json or .txt; may be given several times',
  },
  importance: {
    type: 'number',
    default: 3,
    describe: 'how often each feature is permuted to find its importance, for a report; 0 for not at all',
  },
  'intervals-by': {
    type: 'string',
    describe: 'what rows are kept together by for intervals, such as device or capture',
  },
  seed: { type: 'number', default: 1, describe: 'fixes intervals and importance' },
  date: { type: 'string', describe: 'day to be stated in a report' },
  format: { choices: ['text', 'json'], describe: 'text on a terminal, else json' },
  output: { type: 'string', describe: 'file to write [standard output]' },
} as const;

/** Arguments of `networkml evaluate`. */
export type EvaluateArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml evaluate`: a model against labelled captures. */
export const evaluateCommand: CommandModule<object, EvaluateArguments> = {
  command: 'evaluate <captures..>',
  describe: 'hold a model against labelled captures or features',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesOrFeatures)
      .options(declared)
      .check(({ importance, seed }) => {
        if (!Number.isInteger(importance) || importance < 0) return 'importance is a whole number from 0 on.';
        return (Number.isSafeInteger(seed) && seed >= 0) || 'seed is a whole number from 0 on.';
      })
      .example('$0 evaluate captures/ --report office.html', 'a page to look at')
      .example('$0 evaluate captures/ --labels directory --model office.json', 'a directory a role'),
  handler: async (args) => {
    const { evaluate } = await import('../verbs/evaluate.ts');
    process.exitCode = await evaluate(args);
  },
};

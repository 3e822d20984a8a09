import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  seed: { type: 'number', default: 1, describe: 'fixes the resamples of the intervals' },
  format: { choices: ['text', 'json'], describe: 'text on a terminal, else json' },
  output: { type: 'string', describe: 'file to write [standard output]' },
} as const;

/** Arguments of `networkml compare`. */
export type CompareArguments = InferredOptionTypes<typeof declared> & { reports: string[] };

/** `networkml compare`: several models or runs on the same rows. */
export const compareCommand: CommandModule<object, CompareArguments> = {
  command: 'compare <reports..>',
  describe: 'compare models or runs by their reports on the same rows',
  builder: (yargs) =>
    yargs
      .positional('reports', {
        type: 'string',
        array: true,
        demandOption: true,
        describe:
          'JSON reports of evaluate, or report.json of training runs; the others are held against the first',
      })
      .options(declared)
      .check(({ reports, seed }) => {
        if (reports.length < 2) return 'Say at least two reports.';
        return (Number.isSafeInteger(seed) && seed >= 0) || 'seed is a whole number from 0 on.';
      })
      .example('$0 compare forest.json mlp.json', 'is the difference more than chance?'),
  handler: async (args) => {
    const { compare } = await import('../verbs/compare.ts');
    process.exitCode = await compare(args);
  },
};

import { checkReading, labelDeclarations, readingDeclarations } from '@networkml/pipeline/command-line';
import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  ...labelDeclarations,
  'split-column': {
    type: 'string',
    default: 'split',
    describe: 'column of the manifest that tells the sides of a split, such as train and test',
  },
  ...readingDeclarations,
  strict: { type: 'boolean', default: false, describe: 'fail on warnings as well' },
  format: { choices: ['table', 'json', 'csv'], describe: 'table on a terminal, else json' },
  output: { type: 'string', describe: 'file to write [standard output]' },
} as const;

/** Arguments of `networkml dataset check`. */
export type CheckArguments = InferredOptionTypes<typeof declared> & { directory: string };

/** `networkml dataset check`: labelled captures in, what is wrong with them out. */
export const checkCommand: CommandModule<object, CheckArguments> = {
  command: 'check <directory>',
  describe: 'look for faults of names, labels and captures, for copies, imbalance and leaks',
  builder: (yargs) =>
    yargs
      .positional('directory', {
        type: 'string',
        demandOption: true,
        describe: 'where the captures lie, at any depth',
      })
      .options(declared)
      .check(checkReading)
      .example('$0 dataset check captures/', 'by manifest.csv in there, else roles of the file names')
      .example('$0 dataset check captures/ --labels directory --threads 2', 'a directory a role')
      .example('$0 dataset check captures/ --manifest labels.csv --format json', 'for programs')
      .example('$0 dataset check captures/ --format csv --strict', 'a line a capture; warnings fail')
      .epilogue(
        'Errors make training fail or deceive, and give the exit status 3; docs/datasets.md lists all there is to find.',
      ),
  handler: async (args) => {
    const { check } = await import('../../verbs/dataset/check.ts');
    process.exitCode = await check(args);
  },
};

import type { CommandModule, InferredOptionTypes } from 'yargs';
import { sharedOptions } from '@networkml/pipeline/command-line';

const declared = {
  format: { choices: ['table', 'csv', 'jsonl'], describe: 'table on a terminal, else csv' },
  output: { type: 'string', describe: 'file to write, gzip where it ends in .gz [standard output]' },
  salvage: sharedOptions.salvage,
} as const;

/** Arguments of `networkml parse`. */
export type ParseArguments = InferredOptionTypes<typeof declared> & { capture: string };

/** `networkml parse`: a capture in, its packets' headers out. */
export const parseCommand: CommandModule<object, ParseArguments> = {
  command: 'parse <capture>',
  describe: 'list the packets of a capture with their header columns',
  builder: (yargs) =>
    yargs
      .positional('capture', {
        type: 'string',
        demandOption: true,
        describe: 'a capture, or - for standard input',
      })
      .options(declared)
      .example('$0 parse office.pcapng --format csv | head', 'the first packets'),
  handler: async (args) => {
    const { parse } = await import('../verbs/parse.ts');
    process.exitCode = await parse(args);
  },
};

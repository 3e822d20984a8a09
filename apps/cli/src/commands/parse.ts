import {
  capturesPositional,
  checkReading,
  readingDeclarations,
  sharedOptions,
} from '@networkml/pipeline/command-line';
import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  level: {
    choices: ['packet', 'flow'],
    default: 'packet',
    describe: 'a row a packet, or a row a TCP or UDP conversation',
  },
  format: {
    choices: ['table', 'csv', 'jsonl', 'json', 'parquet'],
    describe: 'what the name of --output ends in, else table on a terminal, else csv',
  },
  output: {
    type: 'string',
    describe: 'file to write, gzip where it ends in .gz [standard output]',
  },
  headers: {
    choices: ['outer', 'inner'],
    default: 'outer',
    describe: 'which headers of a packet that carries tunnels are told',
  },
  salvage: sharedOptions.salvage,
  ...readingDeclarations,
  'max-conversations': { type: 'number', describe: 'conversations counted in a capture at most [1000000]' },
} as const;

/** Arguments of `networkml parse`. */
export type ParseArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml parse`: captures in, their packets' headers or their conversations out. */
export const parseCommand: CommandModule<object, ParseArguments> = {
  command: 'parse <captures..>',
  describe: 'list the packets of captures with their header columns, or their conversations',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesPositional)
      .options(declared)
      .check(checkReading)
      .check(
        ({ format, output }) =>
          format !== 'parquet' || output !== undefined || 'Parquet goes to a file: name it with --output.',
      )
      .example('$0 parse office.pcapng --format csv | head', 'the first packets')
      .example('$0 parse office.pcapng --output office.parquet', 'for pandas, DuckDB, Spark')
      .example('$0 parse office.pcapng --level flow', 'who talked to whom, and how much'),
  handler: async (args) => {
    const { parse } = await import('../verbs/parse.ts');
    process.exitCode = await parse(args);
  },
};

import {
  capturesPositional,
  checkReading,
  readingDeclarations,
  sharedOptions,
} from '@networkml/pipeline/command-line';
import type { CommandModule, InferredOptionTypes } from 'yargs';

const declared = {
  format: { choices: ['table', 'json', 'jsonl', 'csv'], describe: 'table on a terminal, else json' },
  details: {
    type: 'boolean',
    default: false,
    describe: 'all that is known of each of several captures, as of a single one',
  },
  salvage: sharedOptions.salvage,
  ...readingDeclarations,
} as const;

/** Arguments of `networkml info`. */
export type InfoArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml info`: captures in, what they hold out. */
export const infoCommand: CommandModule<object, InfoArguments> = {
  command: 'info <captures..>',
  describe: 'tell what captures hold: format, interfaces, packets, times, damage',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesPositional)
      .options(declared)
      .check(checkReading)
      .example('$0 info office.pcapng', 'all that is known of one capture')
      .example('$0 info captures/', 'a line a capture')
      .example('$0 info cut.pcap --salvage', 'a capture that breaks off, up to there'),
  handler: async (args) => {
    const { info } = await import('../verbs/info.ts');
    process.exitCode = await info(args);
  },
};

import type { CommandModule } from 'yargs';
import { checkCommand } from './check.ts';

/** `networkml dataset`: what there is to do with labelled captures before training. */
export const datasetCommand: CommandModule = {
  command: 'dataset',
  describe: 'check labelled captures before training',
  builder: (yargs) => yargs.command(checkCommand).demandCommand(1, 'Say check.'),
  handler: () => undefined,
};

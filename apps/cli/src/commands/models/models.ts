import type { CommandModule } from 'yargs';
import { exportCommand, importCommand } from './exchange.ts';
import { diffCommand, listCommand, showCommand, verifyCommand } from './look.ts';

/** `networkml models`: what models there are, what they say of themselves, and how they come from and go to other programs. */
export const modelsCommand: CommandModule = {
  command: 'models',
  describe: 'list, show, compare and verify models; import and export them',
  builder: (yargs) =>
    yargs
      .command(listCommand)
      .command(showCommand)
      .command(diffCommand)
      .command(verifyCommand)
      .command(importCommand)
      .command(exportCommand)
      .demandCommand(1, 'Say list, show, diff, verify, import or export.'),
  handler: () => undefined,
};

import type { CommandModule } from 'yargs';

/** `networkml models`: what models there are and what they say of themselves. */
export const modelsCommand: CommandModule = {
  command: 'models',
  describe: 'list the bundled models, or show one',
  builder: (yargs) =>
    yargs
      .command(
        'list',
        'list the bundled models',
        (list) =>
          list.option('format', {
            choices: ['table', 'json'],
            describe: 'table on a terminal, else json',
          } as const),
        async (args) => {
          const { listModels } = await import('../verbs/models.ts');
          process.exitCode = await listModels(args);
        },
      )
      .command(
        'show <model>',
        'show the model card of a bundled model or a model file',
        (show) =>
          show
            .positional('model', { type: 'string', demandOption: true, describe: 'name or file' })
            .option('format', {
              choices: ['markdown', 'json'],
              default: 'markdown',
              describe: 'the card, or the whole model file',
            } as const),
        async (args) => {
          const { showModel } = await import('../verbs/models.ts');
          process.exitCode = await showModel(args);
        },
      )
      .demandCommand(1, 'Say list or show.'),
  handler: () => undefined,
};

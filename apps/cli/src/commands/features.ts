import { pluginOption } from '@networkml/pipeline/command-line';
import type { CommandModule } from 'yargs';

/** `networkml features`: what can be computed of a device, and what each number means. */
export const featuresCommand: CommandModule = {
  command: 'features',
  describe: 'list the feature sets, or describe the columns of one',
  builder: (yargs) =>
    yargs
      .command(
        'list',
        'list the feature sets',
        (list) =>
          list
            .options({
              plugin: pluginOption,
              format: { choices: ['table', 'json'], describe: 'table on a terminal, else json' },
            } as const)
            .example('$0 features list', 'what --features takes'),
        async (args) => {
          const { listFeatures } = await import('../verbs/features.ts');
          process.exitCode = await listFeatures(args);
        },
      )
      .command(
        'describe <set>',
        'tell the columns of a feature set with unit and meaning',
        (describe) =>
          describe
            .positional('set', { type: 'string', demandOption: true, describe: 'id of a feature set' })
            .options({
              plugin: pluginOption,
              format: {
                choices: ['table', 'markdown', 'json'],
                describe: 'table on a terminal, else json',
              },
            } as const)
            .example('$0 features describe networkml-host', 'columns of a set that is built in')
            .example('$0 features describe my-set --plugin ./my-features.ts', 'and of one of your own'),
        async (args) => {
          const { describeFeatures } = await import('../verbs/features.ts');
          process.exitCode = await describeFeatures(args);
        },
      )
      .demandCommand(1, 'Say list or describe.'),
  handler: () => undefined,
};

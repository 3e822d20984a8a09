import type { CommandModule, InferredOptionTypes } from 'yargs';
import { pluginOption } from '@networkml/pipeline/command-line';

const tableOrJson = {
  format: { choices: ['table', 'json'], describe: 'table on a terminal, else json' },
} as const;

type TableOrJson = InferredOptionTypes<typeof tableOrJson>;

const cardOrJson = {
  format: {
    choices: ['markdown', 'json'],
    default: 'markdown',
    describe: 'the card, or the whole model file',
  },
} as const;

/** `networkml models list`. */
export const listCommand: CommandModule<object, TableOrJson> = {
  command: 'list',
  describe: 'list the bundled models',
  builder: (yargs) => yargs.options(tableOrJson),
  handler: async (args) => {
    const { listModels } = await import('../../verbs/models/list-and-show.ts');
    process.exitCode = await listModels(args);
  },
};

/** `networkml models show`. */
export const showCommand: CommandModule<object, InferredOptionTypes<typeof cardOrJson> & { model: string }> =
  {
    command: 'show <model>',
    describe: 'show the model card of a bundled model or a model file',
    builder: (yargs) =>
      yargs
        .positional('model', { type: 'string', demandOption: true, describe: 'name or file' })
        .options(cardOrJson),
    handler: async (args) => {
      const { showModel } = await import('../../verbs/models/list-and-show.ts');
      process.exitCode = await showModel(args);
    },
  };

/** Arguments of `networkml models diff`. */
export type DiffArguments = TableOrJson & { first: string; second: string };

/** `networkml models diff`. */
export const diffCommand: CommandModule<object, DiffArguments> = {
  command: 'diff <first> <second>',
  describe: 'say what differs between two models: roles, columns, hyperparameters, scores, thresholds',
  builder: (yargs) =>
    yargs
      .positional('first', { type: 'string', demandOption: true, describe: 'name or file' })
      .positional('second', { type: 'string', demandOption: true, describe: 'name or file' })
      .options(tableOrJson),
  handler: async (args) => {
    const { diffModelFiles } = await import('../../verbs/models/diff.ts');
    process.exitCode = await diffModelFiles(args);
  },
};

const verifyOptions = { ...tableOrJson, plugin: pluginOption } as const;

/** Arguments of `networkml models verify`. */
export type VerifyArguments = InferredOptionTypes<typeof verifyOptions> & { models: string[] };

/** `networkml models verify`. */
export const verifyCommand: CommandModule<object, VerifyArguments> = {
  command: 'verify <models..>',
  describe: 'check model files: schema, consistency, content hash, features',
  builder: (yargs) =>
    yargs
      .positional('models', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'files, or names of bundled models',
      })
      .options(verifyOptions),
  handler: async (args) => {
    const { verifyModels } = await import('../../verbs/models/verify.ts');
    process.exitCode = await verifyModels(args);
  },
};

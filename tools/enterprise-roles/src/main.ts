import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '@networkml/pipeline/command-line';
import { compareDistributions } from './differences/compare-distributions.ts';
import { ablateRoles } from './ablation/ablate-roles.ts';
import { accuracyRoles } from './roles/accuracy-roles.ts';
import { evalTransfer } from './transfer/eval-transfer.ts';

const SHARED = process.env.NETWORKML_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

const model = {
  type: 'string',
  default: 'enterprise-roles',
  describe: 'name of a bundled model, or a model file',
} as const;

const folder = {
  type: 'string',
  default: join(SHARED, 'datasets/roles-dev'),
  describe: 'captures of real hosts, and ROLES.tsv with file, mac, ip and role of each',
} as const;

const write = { type: 'boolean', default: false, describe: 'keep the result in docs/accuracy.md' } as const;

const format = { choices: ['text', 'json'], default: 'text' } as const;

const simulated = {
  type: 'string',
  default: fileURLToPath(new URL('../../../node_modules/.cache/enterprise-roles/captures', import.meta.url)),
  describe: 'captures of npm run simulate; by default those of the last training',
} as const;

const differences = {
  type: 'boolean',
  default: false,
  describe: 'tell by what each host differs from simulated ones of its role',
} as const;

const report = {
  type: 'string',
  describe: 'HTML file that gets the comparison with simulated hosts',
} as const;

await runCommandLine({
  name: 'enterprise-roles',
  usage: '$0 <command>\n\nHow good the bundled model enterprise-roles is.',
  epilogue: 'The same captures, model and code give the same figures.',
  configure: (parser) =>
    parser
      .command(
        'transfer [folder]',
        'judge real hosts, as networkml predict does',
        (command) => command.positional('folder', folder).options({ model, write, format }),
        (args) => evalTransfer(args),
      )
      .command(
        'distributions [folder]',
        'tell by what real hosts differ from simulated ones of their role',
        (command) =>
          command
            .positional('folder', folder)
            .options({ model, write, format, simulated, differences, report }),
        (args) => compareDistributions(args),
      )
      .command(
        'accuracy',
        'judge the training on sites, systems and seeds it has not seen',
        (command) => command.options({ simulated, write }),
        (args) => accuracyRoles(args),
      )
      .command(
        'ablation [folder]',
        'train on sites that vary in less, and judge on others and on real hosts',
        (command) => command.positional('folder', folder).options({ write }),
        (args) => ablateRoles(args),
      )
      .demandCommand(1, 'Say transfer, distributions, accuracy or ablation.'),
});

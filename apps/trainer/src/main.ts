import {
  capturesOrFeatures,
  checkTraining,
  featuresOption,
  labelDeclarations,
  pluginOption,
  runCommandLine,
  trainingDeclarations,
  validationDeclarations,
} from '@networkml/pipeline/command-line';
import { adapt } from './adapt.ts';
import { train } from './train.ts';

const runFolderDeclarations = {
  output: {
    type: 'string',
    default: 'runs/latest',
    describe: 'run folder to write; it must not be there yet',
    coerce: (path: string): string => path.replace(/(?<=[^/])\/+$/, ''), // names beside it begin with it
  },
  force: { type: 'boolean', default: false, describe: 'replace a run folder that is there' },
} as const;

const baseDeclarations = {
  base: {
    type: 'string',
    demandOption: true,
    describe: 'model to start from: name of a bundled model, or a model file',
  },
  'only-if-better': {
    type: 'boolean',
    default: false,
    describe: 'write nothing, and exit with 3, unless the adapted model was shown to beat the base',
  },
} as const;

/** What adapting has in common with training. */
const adaptationDeclarations = {
  folds: validationDeclarations.folds,
  'group-by': validationDeclarations['group-by'],
  copies: validationDeclarations.copies,
  name: trainingDeclarations.name,
  description: trainingDeclarations.description,
  seed: trainingDeclarations.seed,
  threads: trainingDeclarations.threads,
  engine: trainingDeclarations.engine,
} as const;

await runCommandLine({
  name: 'networkml-trainer',
  usage:
    '$0 <captures..>\n$0 adapt --base MODEL <captures..>\n\nTrains a model of roles from labelled captures, or adapts one, and writes a run folder: model.json, model-card.md, report.html, report.json, report.txt, config.json.',
  epilogue: 'Exit status: 0 done, 1 our fault, 2 wrong arguments, 3 unusable input, 130 stopped.',
  configure: (parser) =>
    parser
      .command(
        'adapt <captures..>',
        'teach a model the roles of a site from a few labelled captures, new roles as well',
        (command) =>
          command
            .positional('captures', capturesOrFeatures)
            .options({
              ...baseDeclarations,
              ...labelDeclarations,
              ...adaptationDeclarations,
              plugin: pluginOption,
              ...runFolderDeclarations,
            } as const)
            .check(checkTraining)
            .example(
              '$0 adapt --base enterprise-roles captures/ --labels directory --output runs/ours',
              'a directory a role, some five captures in each',
            )
            .example(
              '$0 adapt --base runs/ours/model.json more/ --manifest labels.csv --only-if-better',
              'again, and only if it helps',
            ),
        async (args) => {
          process.exitCode = await adapt(args);
        },
      )
      .command(
        '$0 <captures..>',
        false,
        (command) =>
          command
            .positional('captures', capturesOrFeatures)
            .options({
              ...labelDeclarations,
              ...trainingDeclarations,
              ...validationDeclarations,
              features: featuresOption,
              plugin: pluginOption,
              ...runFolderDeclarations,
            } as const)
            .check(checkTraining)
            .example('$0 captures/ --labels directory --output runs/office', 'a directory a role')
            .example('$0 captures/ --manifest labels.csv --output runs/office', 'file,role[,mac][,group]'),
        async (args) => {
          process.exitCode = await train(args);
        },
      ),
});

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { renderModelCard, writeText } from '@networkml/pipeline';
import {
  type CommandLine,
  capturesPositional,
  note,
  print,
  runCommandLine,
} from '@networkml/pipeline/command-line';
import { buildModel } from './build-model.ts';
import { writeAdaptation } from './write-adaptation.ts';
import { writeModels } from './write-models.ts';
import { writeAccuracy } from './write-accuracy.ts';
import { writeMacListManifest, writeSentinelManifest } from './write-manifest.ts';

const MODELS = fileURLToPath(new URL('../../../packages/pretrained/models', import.meta.url));

const directory = { ...capturesPositional, array: false, describe: 'where IoT Sentinel lies' } as const;

const rebuild = async (captures: string, output: string): Promise<void> => {
  const { model, report, heldOut } = await buildModel(captures, availableParallelism());
  await writeText(`${output}/${model.name}.json`, formatModelFile(model));
  await writeText(`${output}/${model.name}.md`, renderModelCard(model));
  await print(`Trained on persons B and C, judged on A:\n${renderReportText(heldOut)}\n`);
  await print(`Cross-validated:\n${renderReportText(report.validation.report)}`);
  note(`${output}/${model.name}.json`);
};

type Parser = ReturnType<CommandLine['configure']>;

const withManifests = (parser: Parser): Parser =>
  parser
    .command(
      'manifest <directory>',
      'write a manifest of the captures: file, role, MAC address, device, person',
      (command) =>
        command
          .positional('directory', directory)
          .option('output', { type: 'string', describe: 'file to write [standard output]' })
          .option('copy', {
            type: 'string',
            describe: 'directory to copy the captures to, under names of the naming convention',
          }),
      (args) => writeSentinelManifest(args.directory, args),
    )
    .command(
      'mac-manifest <directory> <list>',
      'write a manifest of captures of several devices each, from a CSV of mac,role[,device]',
      (command) =>
        command
          .positional('directory', { ...directory, describe: 'where the captures lie' })
          .positional('list', { type: 'string', demandOption: true, describe: 'the CSV' })
          .option('output', { type: 'string', describe: 'file to write [standard output]' }),
      (args) => writeMacListManifest(args.directory, args.list, args),
    );

await runCommandLine({
  name: 'iot-devices',
  usage: '$0 <command>\n\nWhat is made of the IoT Sentinel captures.',
  epilogue: 'The same captures and code give the same files.',
  configure: (parser) =>
    withManifests(parser)
      .command(
        'model <directory>',
        'rebuild the bundled model iot-devices and its card',
        (command) =>
          command
            .positional('directory', directory)
            .option('output', { type: 'string', default: MODELS, describe: 'where the model goes' }),
        (args) => rebuild(args.directory, args.output),
      )
      .command(
        'accuracy <directory>',
        'measure how well feature sets tell the devices apart, for docs/features.md',
        (command) =>
          command
            .positional('directory', directory)
            .option('write', { type: 'boolean', default: false, describe: 'keep the result for the page' }),
        (args) => writeAccuracy(args.directory, args.write),
      )
      .command(
        'estimators <directory>',
        'measure how well estimators tell the devices apart, for docs/accuracy.md',
        (command) =>
          command
            .positional('directory', directory)
            .option('write', { type: 'boolean', default: false, describe: 'write the page' }),
        (args) => writeModels(args.directory, args.write),
      )
      .command(
        'adapt <directory>',
        'measure what adapting models to a few captures gains, for docs/accuracy.md',
        (command) =>
          command
            .positional('directory', directory)
            .option('write', { type: 'boolean', default: false, describe: 'write the page' }),
        (args) => writeAdaptation(args.directory, args.write),
      )
      .demandCommand(1, 'Say manifest, mac-manifest, model, accuracy, estimators or adapt.'),
});

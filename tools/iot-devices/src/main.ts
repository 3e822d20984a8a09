import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { renderModelCard, writeText } from '@networkml/pipeline';
import { capturesPositional, note, print, runCommandLine } from '@networkml/pipeline/command-line';
import { buildModel } from './build-model.ts';
import { writeAdaptation } from './write-adaptation.ts';
import { writeModels } from './write-models.ts';
import { writeAccuracy } from './write-accuracy.ts';

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

await runCommandLine({
  name: 'iot-devices',
  usage: '$0 <command>\n\nWhat is made of the IoT Sentinel captures.',
  epilogue: 'The same captures and code give the same files.',
  configure: (parser) =>
    parser
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
      .demandCommand(1, 'Say model, accuracy, estimators or adapt.'),
});

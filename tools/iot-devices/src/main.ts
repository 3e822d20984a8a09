import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { renderModelCard, writeText } from '@networkml/pipeline';
import { capturesPositional, note, print, runCommandLine } from '@networkml/pipeline/command-line';
import { buildModel } from './build-model.ts';

const MODELS = fileURLToPath(new URL('../../../packages/pretrained/models', import.meta.url));

await runCommandLine({
  name: 'iot-devices',
  usage:
    '$0 <directory>\n\nRebuilds the bundled model iot-devices and its card from the IoT Sentinel captures.',
  epilogue: 'The same captures give the same files.',
  configure: (parser) =>
    parser.command(
      '$0 <directory>',
      false,
      (command) =>
        command
          .positional('directory', {
            ...capturesPositional,
            array: false,
            describe: 'where IoT Sentinel lies',
          } as const)
          .option('output', { type: 'string', default: MODELS, describe: 'where the model goes' }),
      async ({ directory, output }) => {
        const { model, report, heldOut } = await buildModel(directory, availableParallelism());
        await writeText(`${output}/${model.name}.json`, formatModelFile(model));
        await writeText(`${output}/${model.name}.md`, renderModelCard(model));
        await print(`Trained on persons B and C, judged on A:\n${renderReportText(heldOut)}\n`);
        await print(`Cross-validated:\n${renderReportText(report.validation.report)}`);
        note(`${output}/${model.name}.json`);
      },
    ),
});

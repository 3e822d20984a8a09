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
import { train } from './train.ts';

await runCommandLine({
  name: 'networkml-trainer',
  usage:
    '$0 <captures..>\n\nTrains a model of roles from labelled captures and writes a run folder: model.json, model-card.md, report.html, report.json, report.txt, config.json.',
  epilogue: 'Exit status: 0 done, 1 our fault, 2 wrong arguments, 3 unusable input, 130 stopped.',
  configure: (parser) =>
    parser.command(
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
            output: {
              type: 'string',
              default: 'runs/latest',
              describe: 'run folder to write; it must not be there yet',
            },
            force: { type: 'boolean', default: false, describe: 'replace a run folder that is there' },
          } as const)
          .check(checkTraining)
          .example('$0 captures/ --labels directory --output runs/office', 'a directory a role')
          .example('$0 captures/ --manifest labels.csv --output runs/office', 'file,role[,mac][,group]'),
      async (args) => {
        process.exitCode = await train(args);
      },
    ),
});

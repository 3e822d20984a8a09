import { runCommandLine } from '@networkml/pipeline/command-line';
import { compareCommand } from './commands/compare.ts';
import { datasetCommand } from './commands/dataset/dataset.ts';
import { driftCommand } from './commands/drift.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { featuresCommand } from './commands/features.ts';
import { featurizeCommand } from './commands/featurize.ts';
import { infoCommand } from './commands/info.ts';
import { modelsCommand } from './commands/models/models.ts';
import { parseCommand } from './commands/parse.ts';
import { predictCommand } from './commands/predict.ts';
import { trainCommand } from './commands/train.ts';

await runCommandLine({
  name: 'networkml',
  usage:
    '$0 <command>\n\nWhat is this device? Reads packet captures and names the role of every device, from headers only.',
  epilogue:
    'Exit status: 0 done, 1 our fault, 2 wrong arguments, 3 unusable input, 4 some captures could not be read.',
  configure: (parser) =>
    parser
      .command(predictCommand)
      .command(featurizeCommand)
      .command(featuresCommand)
      .command(trainCommand)
      .command(evaluateCommand)
      .command(compareCommand)
      .command(driftCommand)
      .command(datasetCommand)
      .command(modelsCommand)
      .command(infoCommand)
      .command(parseCommand)
      .demandCommand(1, 'Say what to do.'),
});

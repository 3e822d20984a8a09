import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtinSets } from '@networkml/featurizer';
import { findFeatureSets, writeText } from '@networkml/pipeline';
import { capturesPositional, note, print, runCommandLine } from '@networkml/pipeline/command-line';
import { withFoldThreads } from '@networkml/pipeline/training';
import { measureAccuracy } from './measure-accuracy.ts';

const RESULT = fileURLToPath(new URL('../../../docs/data/feature-accuracy.json', import.meta.url));

await runCommandLine({
  name: 'feature-accuracy',
  usage:
    '$0 <directory>\n\nMeasures how well feature sets tell the devices of IoT Sentinel apart, for docs/features.md.',
  epilogue: 'The same captures and code give the same numbers.',
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
          .option('write', { type: 'boolean', default: false, describe: 'keep the result for the page' }),
      async ({ directory, write }) => {
        const [host, device] = findFeatureSets(['networkml-host', 'device'], builtinSets);
        const measured = await withFoldThreads(availableParallelism(), (executor) =>
          measureAccuracy(directory, [host, device], {
            onStep: note,
            ...(executor === undefined ? {} : { executor }),
          }),
        );
        const result = {
          command: 'npm run accuracy:features -- --write',
          date: new Date().toISOString().slice(0, 10),
          dataset: 'IoT Sentinel: 550 captures of devices of 27 types while they are set up.',
          ...measured,
        };
        const text = `${JSON.stringify(result, undefined, 2)}\n`;
        if (write) await writeText(RESULT, text);
        await print(text);
      },
    ),
});

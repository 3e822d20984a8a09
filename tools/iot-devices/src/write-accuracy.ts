import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtinSets } from '@networkml/featurizer';
import { findFeatureSets, writeText } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { withFoldThreads } from '@networkml/pipeline/training';
import { measureAccuracy } from './measure-accuracy.ts';

const RESULT = fileURLToPath(new URL('../../../docs/data/feature-accuracy.json', import.meta.url));

/** Measures the built-in sets of devices, prints the figures, and keeps them for docs/features.md where asked to. */
export const writeAccuracy = async (directory: string, isKept: boolean): Promise<void> => {
  const [host, device] = findFeatureSets(['networkml-host', 'device'], builtinSets);
  const measured = await withFoldThreads(availableParallelism(), (executor) =>
    measureAccuracy(directory, [host, device], {
      onStep: note,
      executor,
    }),
  );
  const result = {
    command: 'npm run accuracy:features -- --write',
    date: new Date().toISOString().slice(0, 10),
    dataset: 'IoT Sentinel: 550 captures of devices of 27 types while they are set up.',
    ...measured,
  };
  const text = `${JSON.stringify(result, undefined, 2)}\n`;
  if (isKept) await writeText(RESULT, text);
  await print(text);
};

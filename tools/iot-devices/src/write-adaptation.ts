import { availableParallelism } from 'node:os';
import { signedDecimal } from '@networkml/evaluation';
import { builtinSets } from '@networkml/featurizer';
import { ACCURACY_PAGE, markdownTable, measuredWith, publishPart, withInterval } from '@networkml/pages';
import { findFeatureSets } from '@networkml/pipeline';
import { note } from '@networkml/pipeline/command-line';
import { withFoldThreads } from '@networkml/pipeline/training';
import { readDataset } from './dataset.ts';
import {
  type AdaptationFigures,
  BASES,
  CAPTURES_PER_TYPE,
  DRAWS,
  type JudgedRows,
  measureAdaptation,
} from './measure-adaptation.ts';

/** Measures what adapting to a few captures gains, prints the figures, and puts them into docs/accuracy.md where asked to. */
export const writeAdaptation = async (directory: string, write: boolean): Promise<void> => {
  const labelled = await readDataset(directory, findFeatureSets(['device'], builtinSets));
  const figures = await withFoldThreads(availableParallelism(), async (executor) => {
    const measured: AdaptationFigures[] = [];
    for (const base of BASES) {
      note(base.name);
      measured.push(await measureAdaptation(labelled, base, executor));
    }
    return measured;
  });
  await publishPart({ page: ACCURACY_PAGE, name: 'accuracy adaptation', write }, render(figures));
};

const render = (figures: readonly AdaptationFigures[]): string =>
  [
    `${measuredWith('npm run accuracy:adapt -- --write')}.`,
    `Each base is adapted with ${CAPTURES_PER_TYPE} captures of each type, drawn from those of persons B and C, ${DRAWS} times with other draws (and other types); everything else judges, the captures of A in particular, whom no model knows. "From scratch" is the same network trained on the same captures alone. Figures are means of all draws, with 95% bootstrap intervals that draw captures again.`,
    ...figures.map(renderBase),
  ].join('\n\n');

const renderBase = ({ name, judged, verdicts, validated }: AdaptationFigures): string =>
  [
    `Base: ${name}.`,
    markdownTable(
      ['judged on', 'rows', 'base', 'from scratch', 'adapted', 'adapted over base', 'over from scratch'],
      judged.map(rowOf),
    ),
    `What the command itself found on the labelled captures, out of fold: accuracy ${validated.toFixed(3)} on average; better than the base in ${verdicts.better} of ${DRAWS} draws, not shown to be in ${verdicts.unclear}, worse in ${verdicts.worse}.`,
  ].join('\n\n');

const rowOf = ({ judgedOn, rows, base, fromScratch, adapted, ...gains }: JudgedRows): string[] => [
  judgedOn,
  String(rows),
  withInterval(base),
  withInterval(fromScratch),
  withInterval(adapted),
  withInterval(gains.overBase, signedDecimal),
  withInterval(gains.overFromScratch, signedDecimal),
];

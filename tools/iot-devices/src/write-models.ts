import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtinSets } from '@networkml/featurizer';
import { findFeatureSets, writeText } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { withFoldThreads } from '@networkml/pipeline/training';
import { readDataset } from './dataset.ts';
import {
  ESTIMATORS,
  type EstimatorFigures,
  type Figure,
  type UnknownTypes,
  measureEstimator,
  measureUnknownTypes,
} from './measure-models.ts';

const PAGE = fileURLToPath(new URL('../../../docs/accuracy.md', import.meta.url));

/** Measures the estimators on the `device` set, prints the page, and keeps it as docs/accuracy.md where asked to. */
export const writeModels = async (directory: string, isKept: boolean): Promise<void> => {
  const labelled = await readDataset(directory, findFeatureSets(['device'], builtinSets));
  const figures = await withFoldThreads(availableParallelism(), async (executor) => {
    const measured: EstimatorFigures[] = [];
    for (const estimator of ESTIMATORS) {
      note(estimator.name);
      measured.push(await measureEstimator(labelled, estimator, executor));
    }
    return measured;
  });
  note('types left out');
  const page = renderPage(figures, measureUnknownTypes(labelled));
  if (isKept) await writeText(PAGE, page);
  await print(page);
};

const renderPage = (figures: readonly EstimatorFigures[], unknown: UnknownTypes): string =>
  [
    '# Accuracy',
    'How good models are at telling 27 types of consumer devices apart, on the 550 captures of IoT Sentinel, by the `device` features. Written by:',
    '```sh\nnpm run accuracy:models -- --write\n```',
    `Last on ${new Date().toISOString().slice(0, 10)}. Intervals are 95% bootstrap intervals.`,
    '## Estimators',
    [
      '| estimator | trained on persons B and C, judged on A | calibration error there | stratified 10-fold | calibration error there |',
      '|---|---|---|---|---|',
      ...figures.map(
        ({ name, heldOut, heldOutCalibrationError, crossValidated, calibrationError }) =>
          `| ${name} | ${withInterval(heldOut)} | ${heldOutCalibrationError.toFixed(3)} | ${withInterval(crossValidated)} | ${calibrationError.toFixed(3)} |`,
      ),
    ].join('\n'),
    'The second column is the honest one: nobody who set up the devices for training set them up for the test. Folds mix captures of the same person and device, so the fourth column flatters. The calibration error is the expected one over 15 bins; the temperature is fitted on answers out of fold.',
    '## Types that no model has seen',
    `Each type is left out of training in turn, and its rows are compared with rows of the others, out of fold, by the novelty score. The mean area under the ROC curve is ${unknown.meanAuroc.toFixed(3)}. A threshold that keeps 95% of one half of the known rows keeps ${(100 * unknown.keptKnown).toFixed(1)}% of the other half.`,
    [
      '| type left out | area under the ROC curve |',
      '|---|---|',
      ...[...unknown.perType]
        .sort((a, b) => a.auroc - b.auroc)
        .map(({ role, auroc }) => `| ${role} | ${auroc.toFixed(3)} |`),
    ].join('\n'),
    'The worst are types that have a twin among those left in: the same maker, the same hardware, another name.',
    '',
  ].join('\n\n');

const withInterval = ({ value, low, high }: Figure): string =>
  `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

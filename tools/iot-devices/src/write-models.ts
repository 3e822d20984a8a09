import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtinSets } from '@networkml/featurizer';
import { markdownTable, measuredWith, publishPart } from '@networkml/pages';
import { findFeatureSets } from '@networkml/pipeline';
import { note } from '@networkml/pipeline/command-line';
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
const COMMAND = 'npm run accuracy:models -- --write';

/** Measures the estimators on the `device` set, prints the figures, and puts them into docs/accuracy.md where asked to. */
export const writeModels = async (directory: string, write: boolean): Promise<void> => {
  const labelled = await readDataset(directory, findFeatureSets(['device'], builtinSets));
  const figures = await withFoldThreads(availableParallelism(), async (executor) => {
    const measured: EstimatorFigures[] = [];
    for (const estimator of ESTIMATORS) {
      note(estimator.name);
      measured.push(await measureEstimator(labelled, estimator, executor));
    }
    return measured;
  });
  await publishPart({ page: PAGE, name: 'accuracy estimators', write }, renderEstimators(figures));
  note('types left out');
  const unknown = renderUnknownTypes(measureUnknownTypes(labelled));
  await publishPart({ page: PAGE, name: 'accuracy unknown-types', write }, unknown);
};

const renderEstimators = (figures: readonly EstimatorFigures[]): string =>
  [
    `${measuredWith(COMMAND)}.`,
    markdownTable(
      [
        'estimator',
        'trained on persons B and C, judged on A',
        'calibration error there',
        'stratified 10-fold',
        'calibration error there',
      ],
      figures.map(({ name, heldOut, heldOutCalibrationError, crossValidated, calibrationError }) => [
        name,
        withInterval(heldOut),
        heldOutCalibrationError.toFixed(3),
        withInterval(crossValidated),
        calibrationError.toFixed(3),
      ]),
    ),
    'The second column is the honest one: nobody who set up the devices for training set them up for the test. Folds mix captures of the same person and device, so the fourth column flatters. The calibration error is the expected one over 15 bins; the temperature is fitted on answers out of fold.',
  ].join('\n\n');

const renderUnknownTypes = ({ meanAuroc, keptKnown, perType }: UnknownTypes): string =>
  [
    `${measuredWith(COMMAND)}.`,
    `Each type is left out of training in turn, and its rows are compared with rows of the others, out of fold, by the novelty score. The mean area under the ROC curve is ${meanAuroc.toFixed(3)}. A threshold that keeps 95% of one half of the known rows keeps ${(100 * keptKnown).toFixed(1)}% of the other half.`,
    markdownTable(
      ['type left out', 'area under the ROC curve'],
      [...perType].sort((a, b) => a.auroc - b.auroc).map(({ role, auroc }) => [role, auroc.toFixed(3)]),
    ),
    'The worst are types that have a twin among those left in: the same maker, the same hardware, another name.',
  ].join('\n\n');

const withInterval = ({ value, low, high }: Figure): string =>
  `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

import { type EvaluationReport, type Interval, knownAgainstUnknown } from '@networkml/evaluation';
import { modelInputNames, selectColumns } from '@networkml/featurizer';
import {
  type EstimatorCandidate,
  LabelEncoder,
  type Matrix,
  createRng,
  noveltyScores,
  selectRows,
} from '@networkml/model';
import { fitNovelty, stratifiedKFold } from '@networkml/model/training';
import type { LabelledTable } from '@networkml/pipeline';
import { type TrainOptions, trainModel } from '@networkml/pipeline/training';
import { DEVICE_SELECTION, holdOutPersonA } from './dataset.ts';

/** An estimator that is measured. */
export interface NamedEstimator {
  readonly name: string;
  readonly params: EstimatorCandidate;
}

const NETWORK = { hiddenLayers: [128], maxEpochs: 60 } as const;
const EXTRA_TREES = { estimator: 'extraTrees', trees: 500 } as const;

/** What is measured, the baseline first. */
export const ESTIMATORS: readonly NamedEstimator[] = [
  { name: 'majority', params: { estimator: 'majority' } },
  { name: 'MLP 128, three averaged', params: NETWORK },
  { name: 'random forest, 500 trees', params: { estimator: 'randomForest', trees: 500 } },
  { name: 'extra trees, 500 trees', params: EXTRA_TREES },
  {
    name: 'extra trees, 500 trees, two fifths of the columns',
    params: { ...EXTRA_TREES, maxFeatures: 0.4 },
  },
  {
    name: 'ensemble: MLP three parts, extra trees one',
    params: { estimator: 'ensemble', members: [NETWORK, EXTRA_TREES], weights: [3, 1] },
  },
];

/** A figure and its 95% bootstrap interval. */
export type Figure = Pick<Interval, 'low' | 'high'> & { readonly value: number };

/** How good an estimator is. */
export interface EstimatorFigures {
  readonly name: string;
  /** Stratified 10-fold. */
  readonly crossValidated: Figure;
  /** Trained on set-up persons B and C, judged on A. */
  readonly heldOut: Figure;
  /** Expected calibration error of the calibrated answers out of fold, and on A. */
  readonly calibrationError: number;
  readonly heldOutCalibrationError: number;
}

/** How well types that were left out of training are told from known ones. */
export interface UnknownTypes {
  /** Mean over the types. */
  readonly meanAuroc: number;
  readonly perType: readonly { readonly role: string; readonly auroc: number }[];
  /** Share of rows of known types that the default threshold keeps, out of fold. */
  readonly keptKnown: number;
}

const SEED = 1;
const FOLDS = 10;

/** Judges one estimator in both ways. */
export const measureEstimator = async (
  labelled: LabelledTable,
  { name, params }: NamedEstimator,
  executor: TrainOptions['executor'],
): Promise<EstimatorFigures> => {
  const options: TrainOptions = {
    name,
    deviceSelection: DEVICE_SELECTION,
    seed: SEED,
    folds: FOLDS,
    candidates: [params],
    validation: { method: 'stratified' },
    ...(executor === undefined ? {} : { executor }),
  };
  const { report } = await trainModel(labelled, options);
  const crossValidated = report.validation.report;
  const heldOut = await holdOutPersonA(labelled, options);
  return {
    name,
    crossValidated: accuracyOf(crossValidated),
    heldOut: accuracyOf(heldOut),
    calibrationError: crossValidated.calibration.expectedCalibrationError,
    heldOutCalibrationError: heldOut.calibration.expectedCalibrationError,
  };
};

const accuracyOf = ({ accuracy, intervals }: EvaluationReport): Figure => ({
  value: accuracy,
  low: intervals.accuracy.low,
  high: intervals.accuracy.high,
});

const KNOWN_SHARE = 0.95;

/** Leaves out one type after the other, and asks whether its rows look newer than those of the others, out of fold. */
export const measureUnknownTypes = (labelled: LabelledTable): UnknownTypes => {
  const x = selectColumns(labelled.table, modelInputNames(labelled.table).sort());
  const encoder = LabelEncoder.fit(labelled.roles);
  const y = encoder.encode(labelled.roles);
  const scores = (train: Int32Array, test: Int32Array): Float64Array =>
    noveltyScores(
      fitNovelty(
        selectRows(x, train),
        train.map((row) => y[row]),
        { seed: SEED },
      ),
      selectRows(x, test),
    );
  const known = outOfFold(x, y, scores);
  const rows = Int32Array.from(y.keys());
  const perType = encoder.classes.map((role, label) => {
    const others = rows.filter((row) => y[row] !== label);
    const unknown = scores(
      others,
      rows.filter((row) => y[row] === label),
    );
    const auroc = knownAgainstUnknown(
      Float64Array.from(others, (row) => -known[row]),
      unknown.map((score) => -score),
    );
    return { role, auroc: auroc ?? Number.NaN };
  });
  return {
    meanAuroc: perType.reduce((sum, { auroc }) => sum + auroc, 0) / perType.length,
    perType,
    keptKnown: keptShare(known),
  };
};

const outOfFold = (
  x: Matrix,
  y: Int32Array,
  scores: (train: Int32Array, test: Int32Array) => Float64Array,
): Float64Array => {
  const known = new Float64Array(x.rowCount);
  for (const { train, test } of stratifiedKFold(y, { folds: FOLDS, rng: createRng(SEED) })) {
    scores(train, test).forEach((score, i) => (known[test[i]] = score));
  }
  return known;
};

/** Of one half of the rows by the threshold that the other half gives, so that the threshold is not judged on its own rows. */
const keptShare = (known: Float64Array): number => {
  const [first, second] = [0, 1].map((half) => known.filter((_, row) => row % 2 === half).sort());
  const threshold = first[Math.floor(KNOWN_SHARE * (first.length - 1))];
  return second.filter((score) => score <= threshold).length / second.length;
};

import {
  type Interval,
  bootstrapInterval,
  calibrationErrorInterval,
  mostProbable,
} from '@networkml/evaluation';
import type { EstimatorCandidate } from '@networkml/model';
import type { LabelledTable } from '@networkml/pipeline';
import type { TrainOptions } from '@networkml/pipeline/training';
import { DEVICE_SELECTION } from './dataset.ts';
import { type Judgement, crossValidate, judge } from './judge.ts';

/** An estimator that is measured. */
export interface NamedEstimator {
  readonly name: string;
  readonly params: EstimatorCandidate;
  /** What everything random depends on; figures of several seeds are told beside those of the first. */
  readonly seeds: readonly [number, ...number[]];
}

const NETWORK = { hiddenLayers: [128], maxEpochs: 60 } as const;
const FIVE_NETWORKS = { hiddenLayers: [128], maxEpochs: 150, inputLimit: 1, networks: 5 } as const;
const WIDE_EXTRA_TREES = { estimator: 'extraTrees', trees: 300, maxFeatures: 0.4 } as const;
const EQUAL_PARTS = { estimator: 'ensemble', members: [FIVE_NETWORKS, WIDE_EXTRA_TREES] } as const;
/** What the bundled model is. */
export const ENSEMBLE: EstimatorCandidate = { ...EQUAL_PARTS, weights: [3, 1] };

const ONE_SEED = [1] as const;
const THREE_SEEDS = [1, 2, 3] as const;

/** What is measured, the baseline first. */
export const ESTIMATORS: readonly NamedEstimator[] = [
  { name: 'majority', params: { estimator: 'majority' }, seeds: ONE_SEED },
  { name: 'MLP 128, three averaged', params: NETWORK, seeds: THREE_SEEDS },
  { name: 'MLP 128, five averaged, inputs within 1, longer', params: FIVE_NETWORKS, seeds: ONE_SEED },
  { name: 'random forest, 500 trees', params: { estimator: 'randomForest', trees: 500 }, seeds: ONE_SEED },
  { name: 'extra trees, 500 trees', params: { estimator: 'extraTrees', trees: 500 }, seeds: ONE_SEED },
  { name: 'extra trees, 300 trees, two fifths of the columns', params: WIDE_EXTRA_TREES, seeds: ONE_SEED },
  { name: 'ensemble: those five and those trees, equal parts', params: EQUAL_PARTS, seeds: ONE_SEED },
  { name: 'ensemble: those five three parts, those trees one', params: ENSEMBLE, seeds: THREE_SEEDS },
];

/** Of these one is chosen in each fold, by folds of the others. */
export const CHOICE: readonly EstimatorCandidate[] = [NETWORK, ENSEMBLE];

/** How good answers are, with 95% bootstrap intervals. */
export interface Figures {
  readonly accuracy: Interval;
  /** The expected calibration error over 15 bins. */
  readonly calibrationError: Interval;
}

/** How good an estimator is, of one seed. */
export interface EstimatorFigures {
  /** Stratified 10-fold. */
  readonly crossValidated: Figures;
  /** Trained on set-up persons B and C, judged on A. */
  readonly heldOut: Figures;
}

/** Judges one estimator in both ways, once a seed. */
export const measureEstimator = async (
  labelled: LabelledTable,
  { params, seeds }: NamedEstimator,
  executor: TrainOptions['executor'],
): Promise<readonly EstimatorFigures[]> => {
  const measured: EstimatorFigures[] = [];
  for (const seed of seeds) {
    const judging = { params, seed, executor };
    const { crossValidated, heldOut } = await judge(labelled, judging);
    measured.push({ crossValidated: figuresOf(crossValidated), heldOut: figuresOf(heldOut) });
  }
  return measured;
};

/** Judges the choice among `CHOICE` by nested folds. */
export const measureChoice = async (
  labelled: LabelledTable,
  executor: TrainOptions['executor'],
): Promise<Figures> => {
  const judgement = await crossValidate(labelled, {
    name: 'chosen',
    deviceSelection: DEVICE_SELECTION,
    seed: 1,
    candidates: CHOICE,
    executor,
  });
  return figuresOf(judgement);
};

const figuresOf = ({ truth, probabilities }: Judgement): Figures => {
  const isRight = mostProbable(probabilities).map((label, row) => Number(label === truth[row]));
  const shareRight = (rows: Int32Array): number =>
    rows.reduce((sum, row) => sum + isRight[row], 0) / rows.length;
  return {
    accuracy: bootstrapInterval(truth.length, shareRight),
    calibrationError: calibrationErrorInterval(truth, probabilities),
  };
};

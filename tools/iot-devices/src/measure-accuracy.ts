import { type FeatureSet, modelInputNames, selectColumns } from '@networkml/featurizer';
import type { LabelledTable } from '@networkml/pipeline';
import type { TrainOptions } from '@networkml/pipeline/training';
import { readDataset } from './dataset.ts';
import { type Judged, type Judgement, judge } from './judge.ts';

/** A classifier that features are judged with, the same for all. */
const ESTIMATOR = {
  name: 'MLP 128, three averaged; logarithms of inputs, at most 4 deviations from the mean',
  params: { hiddenLayers: [128], maxEpochs: 60, inputTransform: 'signedLog', inputLimit: 4 },
} as const;

const SEED = 1;

/** How good one choice of features was, judged in one way. */
export interface AccuracyRow {
  readonly features: string;
  readonly estimator: string;
  readonly validation: string;
  readonly accuracy: number;
  readonly weightedF1: number;
  /** Inputs of the classifier. */
  readonly columns: number;
}

/** How good the `device` set is without one group of its columns. */
export interface AblationRow {
  readonly group: string;
  /** Columns that are left. */
  readonly columns: number;
  /** Cross-validated, and trained on B and C, judged on A. */
  readonly accuracy: number;
  readonly heldOut: number;
}

/** What is measured of features. */
export interface Accuracy {
  readonly rows: readonly AccuracyRow[];
  readonly ablation: readonly AblationRow[];
}

/** Runs the folds, and hears of every step. */
export interface Measuring extends Pick<TrainOptions, 'executor'> {
  readonly onStep: (what: string) => void;
}

/** Judges feature sets on IoT Sentinel, and the last of them without each of its groups in turn. */
export const measureAccuracy = async (
  directory: string,
  sets: readonly [FeatureSet, ...FeatureSet[]],
  measuring: Measuring,
): Promise<Accuracy> => {
  const rows: AccuracyRow[] = [];
  const ablation: AblationRow[] = [];
  for (const set of sets) {
    const labelled = await readDataset(directory, [set]);
    measuring.onStep(set.id);
    rows.push(...describe(set.id, labelled, await judgeFeatures(labelled, measuring)));
    if (set !== sets.at(-1)) continue;
    for (const group of groupsOf(set)) {
      measuring.onStep(`${set.id} without ${group}`);
      ablation.push(await ablate(labelled, group, measuring));
    }
  }
  return { rows, ablation };
};

const judgeFeatures = (labelled: LabelledTable, { executor }: Measuring): Promise<Judged> =>
  judge(labelled, { params: ESTIMATOR.params, seed: SEED, executor });

const describe = (
  features: string,
  { table }: LabelledTable,
  { crossValidated, heldOut }: Judged,
): AccuracyRow[] => {
  const common = { features, estimator: ESTIMATOR.name, columns: modelInputNames(table).length };
  return [
    { ...common, validation: 'stratified 10-fold', ...scoresOf(crossValidated) },
    { ...common, validation: 'trained on set-up persons B and C, judged on A', ...scoresOf(heldOut) },
  ];
};

const scoresOf = ({ report }: Judgement): { accuracy: number; weightedF1: number } => ({
  accuracy: rounded(report.accuracy),
  weightedF1: rounded(report.weighted.f1),
});

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

const groupsOf = ({ columns }: FeatureSet): readonly string[] => [
  ...new Set(Object.values(columns).flatMap(({ group }) => group ?? [])),
];

const ablate = async (labelled: LabelledTable, group: string, measuring: Measuring): Promise<AblationRow> => {
  const { columns } = labelled.table;
  const kept = columns.filter((column) => column.group !== group).map(({ name }) => name);
  const judged = await judgeFeatures({ ...labelled, table: selectColumns(labelled.table, kept) }, measuring);
  return {
    group,
    columns: kept.length,
    accuracy: rounded(judged.crossValidated.report.accuracy),
    heldOut: rounded(judged.heldOut.report.accuracy),
  };
};

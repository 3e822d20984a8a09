import { type Interval, bootstrapInterval } from '@networkml/evaluation';
import { type ModelFile, type Prediction } from '@networkml/model';
import { type LabelledTable, predictTable } from '@networkml/pipeline';
import { type TrainOptions, trainModel } from '@networkml/pipeline/training';
import { CONFIDENT } from '../transfer/score-transfer.ts';
import type { Variant } from './variants.ts';

/** What models are judged on: rows with roles, and what intervals draw them by. */
export interface JudgingSets {
  /** Simulated with all variety, on sites and with a seed of their own. */
  readonly fresh: LabelledTable;
  readonly real: LabelledTable;
}

/** What training on a variant is worth; each figure is a mean over the seeds of the training sites. */
export interface VariantFigures {
  readonly name: string;
  /** On fresh sites: share of first answers that are right, and how far it is from that of the first variant. */
  readonly fresh: Interval;
  readonly freshDifference: Interval;
  /** On real hosts: share of first answers that are right, that difference, share among the first three, and share confidently wrong. */
  readonly real: Interval;
  readonly realDifference: Interval;
  readonly realTop3: Interval;
  readonly realConfidentlyWrong: Interval;
}

/** What is needed to train on variants. */
export interface VariantTraining {
  readonly variants: readonly Variant[];
  readonly seeds: readonly number[];
  /** Simulates the training sites of a variant. */
  readonly simulate: (variant: Variant, seed: number) => Promise<LabelledTable>;
  readonly options: Pick<TrainOptions, 'candidates' | 'executor'>;
}

/** Trains on each variant once a seed, and judges the models on the same rows. */
export const measureVariants = async (
  { variants, seeds, simulate, options }: VariantTraining,
  sets: JudgingSets,
): Promise<readonly VariantFigures[]> => {
  const outcomes: Outcome[] = [];
  for (const variant of variants) {
    const models: ModelFile[] = [];
    for (const seed of seeds) models.push(await train(await simulate(variant, seed), options));
    outcomes.push({
      name: variant.name,
      fresh: meanHits(models, sets.fresh, isAmong(1)),
      real: meanHits(models, sets.real, isAmong(1)),
      realTop3: meanHits(models, sets.real, isAmong(3)),
      realConfidentlyWrong: meanHits(models, sets.real, isConfidentlyWrong),
    });
  }
  return outcomes.map((outcome) => figuresOf(outcome, outcomes[0], sets));
};

const FEWEST_FOLDS = 2;

/** The folds are of no interest here, but confidences are calibrated on them. */
const train = async (labelled: LabelledTable, options: VariantTraining['options']): Promise<ModelFile> => {
  const { model } = await trainModel(labelled, {
    ...options,
    name: 'variant',
    deviceSelection: 'labelled',
    folds: FEWEST_FOLDS,
    validation: { method: 'stratified' },
  });
  return model;
};

/** Of each row, the share of the models of which something holds; shapes [n]. */
interface Outcome {
  readonly name: string;
  readonly fresh: Float64Array;
  readonly real: Float64Array;
  readonly realTop3: Float64Array;
  readonly realConfidentlyWrong: Float64Array;
}

/** Whether something holds of the answers to a row of this role, the most probable first. */
type Judgement = (answers: Prediction['roles'], role: string) => boolean;

const isAmong =
  (count: number): Judgement =>
  (answers, role) =>
    answers.slice(0, count).some((answer) => answer.role === role);

const isConfidentlyWrong: Judgement = ([first], role) => first.role !== role && first.confidence > CONFIDENT;

const meanHits = (
  models: readonly ModelFile[],
  { table, roles }: LabelledTable,
  holds: Judgement,
): Float64Array => {
  const hits = new Float64Array(roles.length);
  for (const model of models) {
    predictTable(table, { model, explain: false }).forEach((prediction, row) => {
      if (holds(prediction.roles, roles[row])) hits[row] += 1 / models.length;
    });
  }
  return hits;
};

const figuresOf = (own: Outcome, first: Outcome, { fresh, real }: JudgingSets): VariantFigures => {
  const sites = fresh.groupings.group;
  const captures = real.groupings.capture;
  return {
    name: own.name,
    fresh: meanInterval(own.fresh, sites),
    freshDifference: meanInterval(minus(own.fresh, first.fresh), sites),
    real: meanInterval(own.real, captures),
    realDifference: meanInterval(minus(own.real, first.real), captures),
    realTop3: meanInterval(own.realTop3, captures),
    realConfidentlyWrong: meanInterval(own.realConfidentlyWrong, captures),
  };
};

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, row) => value - b[row]);

const meanInterval = (values: Float64Array, groups: readonly string[]): Interval =>
  bootstrapInterval(
    values.length,
    (rows) => rows.reduce((sum, row) => sum + values[row], 0) / Math.max(1, rows.length),
    { groups },
  );

import { highestProbabilities, quantileOf } from '@networkml/evaluation';
import {
  type DistributionRecord,
  type Labels,
  type Matrix,
  type ModelFile,
  type UnknownRule,
  noveltyScores,
  selectRows,
} from '@networkml/model';
import { type Fold, fitNovelty } from '@networkml/model/training';
import type { TrainingProblem } from './training-problem.ts';

/** What a model file says beside its estimator about when to believe it. */
export type ModelManners = Pick<ModelFile, 'novelty' | 'unknown' | 'distribution'>;

/** What the answers on rows a model had not seen tell about when to believe it. */
export interface ModelEvidence {
  readonly problem: TrainingProblem;
  /** How rows were kept apart in validation. */
  readonly folds: readonly Fold[];
  /** Calibrated answers on rows out of fold. */
  readonly probabilities: Matrix;
  /** Probability above which a role is named. */
  readonly threshold: number;
}

/** Share of rows like those of training that may not be called unlike them. */
const KNOWN_SHARE = 0.95;

/** Quantiles are kept in steps of 5%. */
const QUANTILE_STEPS = 20;

/** Finds when the model should answer Unknown, and describes the rows it was trained on. */
export const finishModel = ({ problem, folds, probabilities, threshold }: ModelEvidence): ModelManners => {
  const { x, y, seed } = problem;
  const known = noveltyOutOfFold(problem, folds).map(({ score }) => score);
  const packets = problem.labelled.table.rows.map((row) => row.packets);
  const unknown: UnknownRule = {
    threshold,
    noveltyThreshold: noveltyThresholdOf(known),
    minimumPackets: packets.reduce((least, count) => Math.min(least, count), Number.MAX_SAFE_INTEGER),
  };
  return {
    novelty: fitNovelty(x, y, { seed }),
    unknown,
    distribution: distributionOf(x, probabilities),
  };
};

/** A row and how unlike rows it seemed that it was not among. */
export interface NoveltyOutOfFold {
  readonly row: number;
  readonly score: number;
}

/** Novelty of rows out of fold; those of folds too small to compare rows in are left out. */
export const noveltyOutOfFold = (
  { x, y, seed }: Pick<TrainingProblem, 'x' | 'y' | 'seed'>,
  folds: readonly Fold[],
): readonly NoveltyOutOfFold[] =>
  folds
    .filter(({ train }) => train.length > 1)
    .flatMap(({ train, test }) => {
      const record = fitNovelty(selectRows(x, train), labelsOf(y, train), { seed });
      return Array.from(noveltyScores(record, selectRows(x, test)), (score, i) => ({ row: test[i], score }));
    });

/** The novelty above which a row is unlike those of training; null without any to go by. */
export const noveltyThresholdOf = (known: readonly number[]): number | null =>
  known.length === 0 ? null : quantileOf(Float64Array.from(known).sort(), KNOWN_SHARE);

const labelsOf = (y: Labels, rows: Int32Array): Labels => rows.map((row) => y[row]);

/**
 * Describes the rows that a model learned from.
 * @param x raw feature values, shape [n, d]. @param probabilities calibrated answers out of fold, shape [any, roles].
 */
export const distributionOf = (x: Matrix, probabilities: Matrix): DistributionRecord => {
  const { values, rowCount, columnCount } = x;
  const columns = Array.from({ length: columnCount }, (_, column) =>
    quantilesOf(Float64Array.from({ length: rowCount }, (_, row) => values[row * columnCount + column])),
  );
  return {
    rowCount,
    columnQuantiles: Float64Array.from(columns.flat()),
    confidenceQuantiles: Float64Array.from(quantilesOf(highestProbabilities(probabilities))),
  };
};

const quantilesOf = (values: Float64Array): number[] => {
  const sorted = values.sort();
  return Array.from({ length: QUANTILE_STEPS + 1 }, (_, i) => quantileOf(sorted, i / QUANTILE_STEPS));
};

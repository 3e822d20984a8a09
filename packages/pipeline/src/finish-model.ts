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
  const comparable = folds.filter(({ train }) => train.length > 1);
  const known = comparable.flatMap(({ train, test }) => [
    ...noveltyScores(fitNovelty(selectRows(x, train), labelsOf(y, train), { seed }), selectRows(x, test)),
  ]);
  const packets = problem.labelled.table.rows.map((row) => row.packets);
  const unknown: UnknownRule = {
    threshold,
    noveltyThreshold: known.length === 0 ? null : quantileOf(Float64Array.from(known).sort(), KNOWN_SHARE),
    minimumPackets: packets.reduce((least, count) => Math.min(least, count), Number.MAX_SAFE_INTEGER),
  };
  return {
    novelty: fitNovelty(x, y, { seed }),
    unknown,
    distribution: distributionOf(x, probabilities),
  };
};

const labelsOf = (y: Labels, rows: Int32Array): Labels => rows.map((row) => y[row]);

const distributionOf = (x: Matrix, probabilities: Matrix): DistributionRecord => {
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

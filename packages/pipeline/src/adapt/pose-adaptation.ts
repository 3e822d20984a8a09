import {
  type EstimatorRecord,
  type Labels,
  LabelEncoder,
  type Matrix,
  type ModelFile,
  argmaxRows,
  classifierFromRecord,
  createPredictor,
} from '@networkml/model';
import { expandEstimator, rememberedRows } from '@networkml/model/training';
import { PipelineError } from '../errors.ts';
import type { LabelledTable } from '../labels.ts';
import { type TrainingProblem, poseProblem } from '../training-problem.ts';

/** A base and labelled rows, as numbers. */
export interface AdaptationProblem {
  readonly base: ModelFile;
  /** The labelled rows and the roles they are of. */
  readonly own: TrainingProblem;
  /** The labelled rows among all roles, those of the base and new ones, in alphabetical order. */
  readonly given: TrainingProblem;
  /** Rows that the base remembers, then the labelled ones, shape [n, columns]. */
  readonly x: Matrix;
  /** Class of each row; of a remembered one the class that the base gives it. Shape [n]. */
  readonly y: Labels;
  /** How many rows come before the labelled ones. */
  readonly rememberedCount: number;
  /** The base's estimator among all roles. */
  readonly expanded: EstimatorRecord;
  /** What the base says of every row, not calibrated, shape [n, roles]. */
  readonly baseAnswers: Matrix;
}

/**
 * Puts the rows that a base remembers before labelled ones. Without them, a model would forget the roles of which no capture is
 * given: Robins, Catastrophic Forgetting, Rehearsal and Pseudorehearsal (1995).
 *
 * @throws PipelineError PIPELINE_BASE_WITHOUT_ROWS, PIPELINE_BAD_TABLE without labelled rows, PIPELINE_TOO_FEW_ROLES,
 * PIPELINE_TOO_FEW_ROWS; ModelError where the table lacks what the base needs.
 */
export const poseAdaptation = (base: ModelFile, labelled: LabelledTable, seed: number): AdaptationProblem => {
  const { novelty, columns } = base;
  if (novelty === null) throw new PipelineError('PIPELINE_BASE_WITHOUT_ROWS', base.name);
  if (labelled.roles.length === 0) throw new PipelineError('PIPELINE_BAD_TABLE', 'no labelled row');
  createPredictor(base).probabilities(labelled.table); // says in the model's words what the table lacks
  const own = poseProblem(labelled, seed, { leastRoles: 1, columns });
  const { classes: roles } = LabelEncoder.fit([...base.roles, ...own.roles]);
  const placeOf = (role: string): number => roles.indexOf(role);
  const remembered = rememberedRows(novelty);
  const x = stack(remembered, own.x);
  const places = Int32Array.from(base.roles, placeOf);
  const expanded = expandEstimator(base.estimator, { places, classCount: roles.length });
  const baseAnswers = classifierFromRecord(expanded).predictProbabilities(x);
  const ownPlaces = own.roles.map(placeOf);
  const givenY = own.y.map((label) => ownPlaces[label]);
  const rowsPerClass = roles.map((_, label) => givenY.filter((other) => other === label).length);
  const given: TrainingProblem = { ...own, roles, y: givenY, rowsPerClass };
  const y = argmaxRows(baseAnswers);
  y.set(given.y, remembered.rowCount);
  return { base, own, given, x, y, rememberedCount: remembered.rowCount, expanded, baseAnswers };
};

const stack = (first: Matrix, second: Matrix): Matrix => {
  const values = new Float64Array(first.values.length + second.values.length);
  values.set(first.values);
  values.set(second.values, first.values.length);
  return { values, rowCount: first.rowCount + second.rowCount, columnCount: first.columnCount };
};

import { type EvaluationReport, evaluate, weightedF1 } from '@networkml/evaluation';
import {
  type EstimatorCandidate,
  type EstimatorParams,
  type Matrix,
  type TemperatureCalibration,
  calibrate,
  completeParams,
  createRng,
  deriveSeed,
  selectRows,
} from '@networkml/model';
import {
  DEFAULT_CANDIDATES,
  type Fold,
  type GridSearchOptions,
  type GridSearchResult,
  type NestedSearchResult,
  fitTemperature,
  gridSearch,
  nestedSearch,
  splitRows,
} from '@networkml/model/training';
import { PipelineError } from './errors.ts';
import type { TrainOptions, TrainingReport } from './train-model.ts';
import type { TrainingProblem } from './training-problem.ts';
import { INNER_FOLDS, innerFolds } from './validation/inner-folds.ts';
import { type OutOfFold, judgedRows } from './validation/judged-rows.ts';
import { measureLearningCurve } from './validation/measure-learning-curve.ts';
import { type ValidationPlan, planRows, planValidation } from './validation/plan-validation.ts';
import { notesOn } from './validation/validation-notes.ts';

/**
 * Where captures give a few hundred rows: smaller batches for more steps an epoch, and three networks averaged, since
 * one network's luck with its start is worth a point or two of F1 either way.
 */
export const TUNED = { batchSize: 32, networks: 3 };
const FOLD_SEED = 0xf01d;

/** Rows that folds within folds may learn from in all, before they are left out unless asked for. */
const AFFORDABLE_ROWS = 200_000;

/** What cross-validation found. */
export interface CrossValidation {
  readonly validation: TrainingReport['validation'];
  /** The hyperparameters with the best weighted F1. */
  readonly best: EstimatorParams;
  readonly grid: TrainingReport['grid'];
  /** The answers that the headline is about, calibrated. */
  readonly outOfFold: OutOfFold;
  /** What makes them likely; null where nobody wants it. */
  readonly calibration: TemperatureCalibration | null;
  readonly folds: readonly Fold[];
}

/**
 * Chooses hyperparameters by cross-validation, along groups where the rows have any; the same without groups is
 * reported beside it, since it flatters.
 *
 * @throws ModelError where no candidate can be trained; PipelineError of the plan, PIPELINE_NOTHING_TO_JUDGE.
 */
export const crossValidate = async (
  problem: TrainingProblem,
  options: TrainOptions,
): Promise<CrossValidation> => {
  const plan = planValidation(problem, { ...options.validation, ...foldsOf(options) });
  const folds = foldsBy(problem, plan);
  const candidates = candidatesOf(problem, options);
  const run: Run = { problem, plan, folds, options, candidates };
  const { search, nested } = await searchBy(run);
  const best = bestOf(plan, { search, nested });
  const raw = judge(run, nested?.outOfFold ?? search.outOfFold);
  const calibration = options.calibrate === false ? null : fitTemperature(raw.probabilities, raw.truth);
  const outOfFold = { ...raw, probabilities: calibrate(raw.probabilities, calibration) };
  const report = reportOf(problem, outOfFold);
  const flattering = plan.groups === undefined ? undefined : await compareRows(run, best);
  const curve =
    options.validation?.learningCurve === true ? await measureLearningCurve(run, best) : undefined;
  const validation = {
    method: plan.method,
    folds: folds.length,
    ...(plan.groupedBy === undefined ? {} : { groupedBy: plan.groupedBy }),
    report,
    ...(nested === undefined ? {} : { nested: nestedReport(run, nested, search) }),
    ...(flattering === undefined
      ? {}
      : { ungrouped: flattering, gap: flattering.accuracy - report.accuracy }),
    ...(plan.notGrouped === undefined ? {} : { notGrouped: plan.notGrouped }),
    ...(curve === undefined ? {} : { learningCurve: curve }),
    notes: notesOn({ problem, plan, outOfFold }),
  };
  const grid = search.candidates.map(({ params, ...scores }) => ({ hyperparameters: params, ...scores }));
  return { validation, best, grid, outOfFold, calibration, folds };
};

/** A validation that is under way. */
export interface Run {
  readonly problem: TrainingProblem;
  readonly plan: ValidationPlan;
  readonly folds: readonly Fold[];
  readonly options: TrainOptions;
  readonly candidates: readonly EstimatorCandidate[];
}

const foldsOf = ({ folds }: TrainOptions): { folds?: number } => (folds === undefined ? {} : { folds });

/** The folds that a plan asks for; the same ones for the same seed. */
export const foldsBy = (
  { y, seed }: Pick<TrainingProblem, 'y' | 'seed'>,
  { split, groups }: ValidationPlan,
): Fold[] => splitRows({ y, groups }, split, createRng(deriveSeed(seed, FOLD_SEED)));

const candidatesOf = (problem: TrainingProblem, options: TrainOptions): EstimatorParams[] => {
  const { inputTransform, candidates = DEFAULT_CANDIDATES } = options;
  const inputs = { ...problem.inputs, ...(inputTransform === undefined ? {} : { inputTransform }) };
  return candidates.map((candidate) => completeParams(candidate, { ...TUNED, ...inputs }));
};

interface Found {
  readonly search: GridSearchResult;
  readonly nested: NestedSearchResult['nested'] | undefined;
}

const searchBy = async (run: Run): Promise<Found> => {
  const inner = isNested(run)
    ? innerFolds(run.folds, { ...run.problem, groups: run.plan.groups })
    : undefined;
  const options = searchOptions(run);
  if (inner === undefined) return { search: await gridSearch(options), nested: undefined };
  const search = await nestedSearch({ ...options, innerFolds: inner });
  return { search, nested: search.nested };
};

/** A held-out part has no say in the choice; else the choice is judged where it takes not too long, unless asked for. */
const isNested = ({ candidates, folds, options, plan }: Run): boolean => {
  if (candidates.length < 2) return false;
  if (plan.split.method === 'held-out') return true;
  const rows = folds.reduce((sum, { train }) => sum + train.length, 0);
  const cost = rows * (INNER_FOLDS - 1) * candidates.length;
  return options.validation?.nested ?? cost <= AFFORDABLE_ROWS;
};

/** By the mean score of the folds, or, of a held-out part, by what the other rows say. */
const bestOf = ({ split }: ValidationPlan, { search, nested }: Found): EstimatorParams =>
  split.method === 'held-out' && nested !== undefined
    ? search.candidates[nested.chosen[0]].params
    : search.best.params;

/** The same hyperparameters on folds of rows, whatever belongs together. */
const compareRows = async (run: Run, best: EstimatorParams): Promise<EvaluationReport> => {
  const { problem, options } = run;
  const plan = planRows(problem, foldsOf(options));
  const folds = foldsBy(problem, plan);
  const again: Run = { ...run, plan, folds, candidates: [best] };
  const { outOfFold } = await gridSearch(searchOptions(again, 'without groups'));
  return reportOf(problem, judge(again, outOfFold));
};

const searchOptions = (
  { problem, folds, options, candidates }: Run,
  phase = 'validation',
): GridSearchOptions => ({
  x: problem.x,
  y: problem.y,
  classCount: problem.roles.length,
  folds,
  candidates,
  scorer: weightedF1,
  seed: problem.seed,
  engine: options.engine,
  executor: options.executor,
  onResult: ({ isInner, done, total }) =>
    options.onProgress?.({ phase: isInner ? 'choice of hyperparameters' : phase, done, total }),
  ...(options.signal === undefined ? {} : { signal: options.signal }),
});

/**
 * The answers on rows that can be judged.
 * @param answers of every row out of fold, NaN where there is none, shape [n, roles].
 * @throws PipelineError PIPELINE_NOTHING_TO_JUDGE.
 */
export const judge = (
  { problem, plan, folds }: Pick<Run, 'problem' | 'plan' | 'folds'>,
  answers: Matrix,
): OutOfFold => {
  const rows = judgedRows(problem.y, folds, answers);
  if (rows.length === 0) {
    const detail = `every role is of one ${plan.groupedBy ?? 'row'}; group by something smaller`;
    throw new PipelineError('PIPELINE_NOTHING_TO_JUDGE', detail);
  }
  const { groups } = plan;
  const identities = problem.labelled.table.rows;
  return {
    rows,
    references: Array.from(rows, (row) => {
      const { capture, device, windowStart } = identities[row];
      return { capture, device, ...(windowStart === undefined ? {} : { windowStart }) };
    }),
    truth: rows.map((row) => problem.y[row]),
    probabilities: selectRows(answers, rows),
    ...(groups === undefined ? {} : { groups: Array.from(rows, (row) => groups[row]) }),
  };
};

const nestedReport = (
  run: Run,
  { chosen }: NestedSearchResult['nested'],
  { outOfFold }: GridSearchResult,
): NonNullable<TrainingReport['validation']['nested']> => {
  const { accuracy, weighted } = reportOf(run.problem, judge(run, outOfFold));
  return { chosen, bestAccuracy: accuracy, bestWeightedF1: weighted.f1 };
};

/** Judges calibrated answers on rows out of fold. */
export const reportOf = ({ roles, seed }: TrainingProblem, answers: OutOfFold): EvaluationReport => {
  const { truth, probabilities, references, groups } = answers;
  return evaluate({ truth, probabilities, roles, rows: references, bootstrap: { seed, groups } });
};

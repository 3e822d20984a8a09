import { type EvaluationReport, evaluate, weightedF1 } from '@networkml/evaluation';
import { type ClassifierParams, createRng, deriveSeed } from '@networkml/model';
import {
  DEFAULT_CANDIDATES,
  type Fold,
  type GridSearchResult,
  gridSearch,
  stratifiedGroupKFold,
  stratifiedKFold,
} from '@networkml/model/training';
import type { TrainOptions, TrainingReport } from './train-model.ts';
import type { TrainingProblem } from './training-problem.ts';

/**
 * Where captures give a few hundred rows: smaller batches for more steps an epoch, and three networks averaged, since
 * one network's luck with its start is worth a point or two of F1 either way.
 */
const TUNED = { batchSize: 32, networks: 3 };
const DEFAULT_FOLDS = 5;
const FOLD_SEED = 0xf01d;

/** What cross-validation found. */
export type CrossValidation = TrainingReport['validation'] & {
  /** The hyperparameters with the best weighted F1. */
  readonly best: ClassifierParams;
  readonly grid: TrainingReport['grid'];
};

/**
 * Chooses hyperparameters by cross-validation, along groups where the rows have any; the same without groups is
 * reported beside it, since it flatters.
 *
 * @throws ModelError where no candidate can be trained.
 */
export const crossValidate = async (
  problem: TrainingProblem,
  options: TrainOptions,
): Promise<CrossValidation> => {
  const { inputTransform, candidates = DEFAULT_CANDIDATES } = options;
  const inputs = { ...problem.inputs, ...(inputTransform === undefined ? {} : { inputTransform }) };
  const tuned = candidates.map((candidate) => ({ ...TUNED, ...inputs, ...candidate }));
  const grouped = problem.groups !== undefined;
  const folds = grouped ? groupFolds(problem, options) : plainFolds(problem, options);
  const search = await searchFolds(problem, folds, { ...options, candidates: tuned });
  const report = reportOf(problem, search);
  const common = {
    method: grouped ? 'stratified-group-k-fold' : 'stratified-k-fold',
    folds: folds.length,
    report,
    best: search.best.params,
    grid: search.candidates.map(({ params, ...scores }) => ({ hyperparameters: params, ...scores })),
  };
  if (problem.oneGroupRole !== undefined) {
    return { ...common, notGrouped: `all rows of ${problem.oneGroupRole} are of one group` };
  }
  if (!grouped) return common;
  const again = { ...options, candidates: [search.best.params] };
  const plain = await searchFolds(problem, plainFolds(problem, options), again);
  return { ...common, ungrouped: reportOf(problem, plain) };
};

/** As many folds as wanted, or as the rarest role has rows. */
const plainFolds = (problem: TrainingProblem, options: TrainOptions): Fold[] =>
  stratifiedKFold(problem.y, {
    folds: Math.min(options.folds ?? DEFAULT_FOLDS, ...problem.rowsPerClass),
    rng: createRng(deriveSeed(problem.seed, FOLD_SEED)),
  });

const groupFolds = (problem: TrainingProblem, options: TrainOptions): Fold[] => {
  const groups = problem.groups ?? [];
  return stratifiedGroupKFold(problem.y, groups, {
    folds: Math.min(options.folds ?? DEFAULT_FOLDS, new Set(groups).size),
    rng: createRng(deriveSeed(problem.seed, FOLD_SEED)),
  });
};

const searchFolds = (
  problem: TrainingProblem,
  folds: readonly Fold[],
  options: TrainOptions,
): Promise<GridSearchResult> =>
  gridSearch({
    x: problem.x,
    y: problem.y,
    classCount: problem.roles.length,
    folds,
    scorer: weightedF1,
    seed: problem.seed,
    ...(options.candidates === undefined ? {} : { candidates: options.candidates }),
    ...(options.executor === undefined ? {} : { executor: options.executor }),
    ...(options.onProgress === undefined ? {} : { onResult: options.onProgress }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });

const reportOf = (problem: TrainingProblem, search: GridSearchResult): EvaluationReport =>
  evaluate({ truth: problem.y, probabilities: search.outOfFold, roles: problem.roles });

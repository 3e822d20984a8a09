import { type Executor, type Matrix, ModelError, createRng, deriveSeed, shuffle } from '@networkml/model';
import type { Fold, FoldResult, FoldTask } from '@networkml/model/training';
import type { AdaptationProblem } from './pose-adaptation.ts';
import { type Recipe, learnedRows, networkParams } from './recipes.ts';

/** Answers on rows out of fold, NaN where there is none; each of shape [n, roles], remembered rows first. */
export interface FoldAnswers {
  /** Of the network of each recipe that has one of its own. */
  readonly networks: ReadonlyMap<Recipe, Matrix>;
  /** Of a network that learned from the labelled rows alone. */
  readonly fromScratch: Matrix;
}

/** How folds are run. */
export interface FoldRun {
  readonly executor: Executor<FoldTask, FoldResult>;
  readonly engine: FoldTask['engine'];
  readonly onFold?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const DEALING_SEED = 0xdea1;

/** Remembered rows are dealt to so many parts at least; where there are fewer folds, some parts are always learned. */
const LEAST_PARTS = 5;

/** Folds of labelled rows as folds of all rows: each holds out a part of the remembered ones as well. */
export const foldsOfAll = (
  { rememberedCount, given }: AdaptationProblem,
  folds: readonly Fold[],
): readonly Fold[] => {
  const dealt = Int32Array.from({ length: rememberedCount }, (_, row) => row);
  shuffle(createRng(deriveSeed(given.seed, DEALING_SEED)), dealt);
  const parts = Math.max(LEAST_PARTS, folds.length);
  const partOf = new Int32Array(rememberedCount);
  dealt.forEach((row, position) => (partOf[row] = position % parts));
  const remembered = Int32Array.from({ length: rememberedCount }, (_, row) => row);
  const behind = (rows: Int32Array): number[] => Array.from(rows, (row) => row + rememberedCount);
  return folds.map(({ train, test }, fold) => ({
    train: Int32Array.from([...remembered.filter((row) => partOf[row] !== fold), ...behind(train)]),
    test: Int32Array.from([...remembered.filter((row) => partOf[row] === fold), ...behind(test)]),
  }));
};

/**
 * Trains the networks of recipes, and one on labelled rows alone, on every fold.
 *
 * @param folds of all rows. @throws ModelError MODEL_ALL_CANDIDATES_FAILED where one cannot be trained; the signal's reason.
 */
export const answerOutOfFold = async (
  problem: AdaptationProblem,
  { folds, recipes }: { readonly folds: readonly Fold[]; readonly recipes: readonly Recipe[] },
  { executor, engine, onFold, signal }: FoldRun,
): Promise<FoldAnswers> => {
  const own = recipes.filter((recipe) => recipe !== 'blended');
  const kinds = [...own, undefined];
  const tasks = folds.flatMap((fold, index) =>
    kinds.map((recipe) => foldTask(problem, { recipe, fold, index, engine })),
  );
  let done = 0;
  const results = await executor.map(tasks, () => onFold?.((done += 1), tasks.length), signal);
  const answersOf = (kind: number): Matrix =>
    gather(
      problem,
      folds.map(({ test }, fold) => ({ test, result: results[fold * kinds.length + kind] })),
    );
  return {
    networks: new Map(own.map((recipe, kind) => [recipe, answersOf(kind)])),
    fromScratch: answersOf(own.length),
  };
};

interface FoldKind {
  /** From scratch where absent. */
  readonly recipe: Recipe | undefined;
  readonly fold: Fold;
  readonly index: number;
  readonly engine: FoldTask['engine'];
}

const foldTask = (problem: AdaptationProblem, { recipe, fold, index, engine }: FoldKind): FoldTask => {
  const { x, y, given, rememberedCount } = problem;
  return {
    x,
    y,
    classCount: given.roles.length,
    params: networkParams(problem),
    seed: deriveSeed(given.seed, index),
    train:
      recipe === undefined
        ? fold.train.filter((row) => row >= rememberedCount)
        : learnedRows(problem, recipe, fold.train),
    test: fold.test,
    ...(engine === undefined ? {} : { engine }),
  };
};

/** The answers of all folds in one matrix; of rows that several folds hold out, those of the first. */
const gather = (
  { x, given }: AdaptationProblem,
  folds: readonly { readonly test: Int32Array; readonly result: FoldResult }[],
): Matrix => {
  const columnCount = given.roles.length;
  const values = new Float64Array(x.rowCount * columnCount).fill(Number.NaN);
  for (const { test, result } of folds) {
    if (result.status === 'failed') throw new ModelError('MODEL_ALL_CANDIDATES_FAILED', result.error);
    const { probabilities } = result;
    test.forEach((row, i) => {
      if (!Number.isNaN(values[row * columnCount])) return;
      values.set(probabilities.values.subarray(i * columnCount, (i + 1) * columnCount), row * columnCount);
    });
  }
  return { values, rowCount: x.rowCount, columnCount };
};

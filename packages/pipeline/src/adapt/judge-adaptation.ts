import { inlineExecutor } from '@networkml/jobs';
import {
  type Labels,
  type Matrix,
  type TemperatureCalibration,
  argmaxRows,
  calibrate,
  selectRows,
} from '@networkml/model';
import { type Fold, fitTemperature, runFoldTask } from '@networkml/model/training';
import { foldsBy, judge } from '../cross-validate.ts';
import type { OutOfFold } from '../validation/judged-rows.ts';
import { type ValidationPlan, planValidation } from '../validation/plan-validation.ts';
import type { AdaptOptions } from './adapt-model.ts';
import { type FoldAnswers, answerOutOfFold, foldsOfAll } from './answer-out-of-fold.ts';
import type { AdaptationProblem } from './pose-adaptation.ts';
import { type Recipe, recipeAnswers, recipesFor } from './recipes.ts';

/** What validation found of an adaptation. */
export interface AdaptationJudgement {
  readonly plan: ValidationPlan;
  /** Of the labelled rows. */
  readonly folds: readonly Fold[];
  /** Of all rows. */
  readonly allFolds: readonly Fold[];
  /** The recipe that was best over all folds. */
  readonly recipe: Recipe;
  /** Answers of the adapted model on labelled rows, the recipe of each fold chosen by the other folds; calibrated. */
  readonly outOfFold: OutOfFold;
  readonly calibration: TemperatureCalibration;
  /** Most probable class of each judged row by the base, and by a model that learned from the labelled rows alone. */
  readonly base: Labels;
  readonly fromScratch: Labels;
  /** Remembered rows of roles without labelled rows, and how many the adapted model answers as the base, out of fold. */
  readonly kept: { readonly rows: number; readonly alike: number };
}

/**
 * Judges an adaptation by labelled rows out of fold, along groups where they have any. The recipe of each fold is chosen by the
 * rows of the others.
 *
 * @throws PipelineError of the plan, PIPELINE_NOTHING_TO_JUDGE; ModelError where nothing can be trained.
 */
export const judgeAdaptation = async (
  problem: AdaptationProblem,
  options: AdaptOptions,
): Promise<AdaptationJudgement> => {
  const { own, given, baseAnswers } = problem;
  const plan = planValidation(own, { ...options.validation });
  const folds = foldsBy(own, plan);
  const allFolds = foldsOfAll(problem, folds);
  const recipes = recipesFor(problem);
  const answers = await answerOutOfFold(
    problem,
    { folds: allFolds, recipes },
    {
      executor: options.executor ?? inlineExecutor(runFoldTask),
      engine: options.engine,
      onFold: (done, total) => options.onProgress?.({ phase: 'validation', done, total }),
      signal: options.signal,
    },
  );
  const byRecipe = new Map(recipes.map((recipe) => [recipe, answersOf(recipe, answers, baseAnswers)]));
  const choice = chooseRecipes(problem, folds, byRecipe);
  const raw = judge({ problem: given, plan, folds }, choice.answers);
  // Platt's correction (Probabilities for SV Machines, 1999): one more wrong answer than there was, and one more right.
  const calibration = fitTemperature(raw.probabilities, raw.truth, 1 / (raw.truth.length + 2));
  const outOfFold = { ...raw, probabilities: calibrate(raw.probabilities, calibration) };
  const rowsOf = (all: Matrix): Labels => argmaxRows(selectRows(givenRows(problem, all), raw.rows));
  return {
    plan,
    folds,
    allFolds,
    recipe: choice.recipe,
    outOfFold,
    calibration,
    base: rowsOf(baseAnswers),
    fromScratch: rowsOf(answers.fromScratch),
    kept: keptAnswers(problem, byRecipe.get(choice.recipe)),
  };
};

const answersOf = (recipe: Recipe, { networks }: FoldAnswers, base: Matrix): Matrix => {
  const network = networks.get(recipe === 'blended' ? 'extended' : recipe);
  return network === undefined ? base : recipeAnswers(recipe, network, base);
};

/** Those of the labelled rows. */
const givenRows = ({ rememberedCount, given }: AdaptationProblem, all: Matrix): Matrix => ({
  values: all.values.subarray(rememberedCount * all.columnCount),
  rowCount: given.y.length,
  columnCount: all.columnCount,
});

interface Choice {
  readonly recipe: Recipe;
  /** Of labelled rows, each by the recipe that the rows of other folds speak for. */
  readonly answers: Matrix;
}

const chooseRecipes = (
  problem: AdaptationProblem,
  folds: readonly Fold[],
  byRecipe: ReadonlyMap<Recipe, Matrix>,
): Choice => {
  const { y } = problem.given;
  const candidates = [...byRecipe].map(([recipe, all]) => {
    const answers = givenRows(problem, all);
    const best = argmaxRows(answers);
    const isRight = (row: number): boolean =>
      best[row] === y[row] && !Number.isNaN(answers.values[row * answers.columnCount]);
    return { recipe, answers, isRight };
  });
  const bestOn = (rows: readonly number[]): (typeof candidates)[number] => {
    const counts = candidates.map(({ isRight }) => rows.filter(isRight).length);
    return candidates[counts.indexOf(Math.max(...counts))]; // the most careful of equals
  };
  const everyRow = [...y.keys()];
  const { recipe, answers } = bestOn(everyRow);
  const values = answers.values.slice();
  for (const { test } of folds) {
    const held = new Set(test);
    const chosen = bestOn(everyRow.filter((row) => !held.has(row))).answers;
    for (const row of test) {
      const [start, end] = [row * answers.columnCount, (row + 1) * answers.columnCount];
      values.set(chosen.values.subarray(start, end), start);
    }
  }
  return { recipe, answers: { ...answers, values } };
};

const keptAnswers = (
  { y, rememberedCount, given }: AdaptationProblem,
  answers: Matrix | undefined,
): AdaptationJudgement['kept'] => {
  if (answers === undefined) return { rows: 0, alike: 0 };
  const labelled = new Set(given.y);
  const best = argmaxRows(answers);
  const rows = [...y.subarray(0, rememberedCount).keys()].filter(
    (row) => !labelled.has(y[row]) && !Number.isNaN(answers.values[row * answers.columnCount]),
  );
  return { rows: rows.length, alike: rows.filter((row) => best[row] === y[row]).length };
};

import type { Matrix } from '../matrix.ts';
import { deriveSeed } from '../rng.ts';
import { outOfFoldProbabilities, scoreCandidate } from './candidate-result.ts';
import type { Fold } from './fold.ts';
import { type FoldResult, type FoldTask, runFoldTask } from './fold-task.ts';
import {
  type GridRun,
  type GridSearchOptions,
  type GridSearchResult,
  runGrid,
  summarizeGrid,
} from './grid-search.ts';
import { inlineSearch } from './inline-search.ts';
import { shareMatrix } from './share-matrix.ts';

/** A grid search, and how each fold's training rows are split again. */
export interface NestedSearchOptions extends GridSearchOptions {
  /** By fold: splits of that fold's training rows, as indices into all rows. */
  readonly innerFolds: readonly (readonly Fold[])[];
}

/** What a nested search found. */
export interface NestedSearchResult extends GridSearchResult {
  readonly nested: {
    /** By fold: the candidate that its training rows speak for, an index into `candidates`. */
    readonly chosen: readonly number[];
    /** Each row by the model chosen and trained without it, shape [n, classCount]; NaN for a row in no test part. */
    readonly outOfFold: Matrix;
  };
}

/** Keeps the seeds of inner folds apart from those of the grid. */
const INNER_SEED = 0x1223;

/**
 * A grid search that also says how good the search itself is: in each fold the candidate is chosen by folds of the
 * training rows alone, so that no row has a say in the model that answers for it (nested cross-validation: Cawley and
 * Talbot, On Over-fitting in Model Selection, JMLR 11, 2010). Throws as `gridSearch` does.
 */
export const nestedSearch = async (options: NestedSearchOptions): Promise<NestedSearchResult> => {
  const { y, classCount, folds, innerFolds } = options;
  const grid = await runGrid(options);
  const result = summarizeGrid(options, grid);
  const inner = await runInner(options, grid);
  const chosen = folds.map((_, fold) => {
    const truth = { y, classCount, folds: innerFolds[fold], scorer: options.scorer };
    const scores = inner[fold].map(
      (results, i) => scoreCandidate(grid.candidates[i], results, truth).meanScore,
    );
    return firstThatWorks(inOrderOfScore(scores), grid.results, fold);
  });
  const answers = chosen.map((candidate, fold) => grid.results[candidate][fold]);
  return {
    ...result,
    nested: { chosen, outOfFold: outOfFoldProbabilities(answers, { y, classCount, folds }) },
  };
};

/** Results by fold, candidate and inner fold. */
const runInner = async (options: NestedSearchOptions, { candidates }: GridRun): Promise<FoldResult[][][]> => {
  const { y, classCount, innerFolds, seed, executor = inlineSearch(runFoldTask) } = options;
  const engine = options.engine === undefined ? {} : { engine: options.engine };
  const x = shareMatrix(options.x);
  const tasks = innerFolds.flatMap((inner, fold) =>
    candidates.flatMap((params, candidate) =>
      inner.map((split, i): FoldTask => ({
        ...split,
        ...engine,
        x,
        y,
        classCount,
        params,
        seed: deriveSeed(seed, INNER_SEED, fold, candidate, i),
      })),
    ),
  );
  const places = innerFolds.flatMap((inner, foldIndex) =>
    candidates.flatMap((_, candidateIndex) => inner.map(() => ({ candidateIndex, foldIndex }))),
  );
  let done = 0;
  const report = (result: FoldResult, index: number): void => {
    done += 1;
    options.onResult?.({ ...places[index], isInner: true, done, total: tasks.length, result });
  };
  const results = await executor.map(tasks, report, options.signal);
  let next = 0;
  return innerFolds.map((inner) => candidates.map(() => results.slice(next, (next += inner.length))));
};

/** Indices of scores, the highest first, the first of equals first, and those without a score last. */
const inOrderOfScore = (scores: readonly (number | null)[]): number[] =>
  [...scores.keys()].sort((a, b) => (scores[b] ?? -Infinity) - (scores[a] ?? -Infinity) || a - b);

/** The first candidate that could be trained on the fold's training rows; the first where none could. */
const firstThatWorks = (order: readonly number[], results: GridRun['results'], fold: number): number =>
  order.find((candidate) => results[candidate][fold].status === 'fitted') ?? order[0];

import type { EngineName } from '../engine/engines.ts';
import { ModelError } from '../errors.ts';
import type { Executor, Scorer } from '../estimator.ts';
import { type EstimatorCandidate, completeParams } from '../estimators/candidate-params.ts';
import type { EstimatorParams } from '../estimators/params.ts';
import type { Labels, Matrix } from '../matrix.ts';
import { deriveSeed } from '../rng.ts';
import { type CandidateResult, outOfFoldProbabilities, scoreCandidate } from './candidate-result.ts';
import type { Fold } from './fold.ts';
import { type FoldResult, type FoldTask, runFoldTask } from './fold-task.ts';
import { inlineSearch } from './inline-search.ts';
import { shareMatrix } from './share-matrix.ts';

/** The layer shapes NetworkML searches. */
export const DEFAULT_CANDIDATES: readonly EstimatorCandidate[] = [
  { hiddenLayers: [64, 32] },
  { hiddenLayers: [32, 16] },
  { hiddenLayers: [64, 32, 32] },
  { hiddenLayers: [64, 32, 32, 16] },
];

/** One fold of one candidate is done. */
export interface FoldProgress {
  readonly candidateIndex: number;
  readonly foldIndex: number;
  /** Whether it was a fold of the training rows of that fold, in a nested search. */
  readonly isInner: boolean;
  /** Folds done so far, of all candidates, and folds there are to do; inner folds are counted apart. */
  readonly done: number;
  readonly total: number;
  readonly result: FoldResult;
}

/** What is searched, on which rows, and how. */
export interface GridSearchOptions {
  /** Raw feature values, shape [n, d]; scaling happens inside each fold. */
  readonly x: Matrix;
  /** Class index per row, shape [n]. */
  readonly y: Labels;
  readonly classCount: number;
  readonly folds: readonly Fold[];
  /** Hyperparameters to choose from; `DEFAULT_CANDIDATES` unless given. */
  readonly candidates?: readonly EstimatorCandidate[];
  readonly scorer: Scorer;
  readonly seed: number;
  /** What trains networks; `DEFAULT_ENGINE` unless given. */
  readonly engine?: EngineName | undefined;
  /** Runs `runFoldTask`; on this thread unless given. The result is the same wherever the folds run. */
  readonly executor?: Executor<FoldTask, FoldResult> | undefined;
  readonly onResult?: (progress: FoldProgress) => void;
  /** Makes the search reject with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a search found. */
export interface GridSearchResult {
  /** In the order of the candidates given. */
  readonly candidates: readonly CandidateResult[];
  readonly bestIndex: number;
  /** The candidate with the highest mean score, the first one of equals. */
  readonly best: CandidateResult;
  /** Of the best candidate, each row by the model that had not seen it, shape [n, classCount]; NaN for a row in no test part. */
  readonly outOfFold: Matrix;
}

/**
 * Scores every candidate on every fold and names the best. Each fit has a seed of its own, derived from the seed, the
 * candidate's index and the fold's. A candidate that cannot be trained is reported; throws
 * MODEL_ALL_CANDIDATES_FAILED if that is every one, MODEL_BAD_PARAMETER without candidates or folds.
 */
export const gridSearch = async (options: GridSearchOptions): Promise<GridSearchResult> =>
  summarizeGrid(options, await runGrid(options));

/** What came of every fold of every candidate. */
export interface GridRun {
  readonly candidates: readonly EstimatorParams[];
  /** By candidate, then by fold. */
  readonly results: readonly (readonly FoldResult[])[];
}

/** Trains every candidate on every fold, as `gridSearch` says. */
export const runGrid = async (options: GridSearchOptions): Promise<GridRun> => {
  const { folds } = options;
  const candidates = (options.candidates ?? DEFAULT_CANDIDATES).map((candidate) => completeParams(candidate));
  if (candidates.length === 0 || folds.length === 0) {
    throw new ModelError('MODEL_BAD_PARAMETER', 'a grid search needs candidates and folds');
  }
  const results = await runFolds(options, candidates);
  return {
    candidates,
    results: candidates.map((_, i) => results.slice(i * folds.length, (i + 1) * folds.length)),
  };
};

/** Scores what came of the folds and names the best candidate, as `gridSearch` says. */
export const summarizeGrid = (
  options: GridSearchOptions,
  { candidates, results }: GridRun,
): GridSearchResult => {
  const { y, classCount, folds, scorer } = options;
  const scored = candidates.map((params, i) =>
    scoreCandidate(params, results[i], { y, classCount, folds, scorer }),
  );
  const bestIndex = indexOfBest(scored);
  return {
    candidates: scored,
    bestIndex,
    best: scored[bestIndex],
    outOfFold: outOfFoldProbabilities(results[bestIndex], { y, classCount, folds }),
  };
};

/** Results in the order candidate by candidate, fold by fold. */
const runFolds = (
  options: GridSearchOptions,
  candidates: readonly EstimatorParams[],
): Promise<FoldResult[]> => {
  const { y, classCount, folds, seed, executor = inlineSearch(runFoldTask), onResult } = options;
  const engine = options.engine === undefined ? {} : { engine: options.engine };
  const x = shareMatrix(options.x);
  const tasks = candidates.flatMap((params, candidate) =>
    folds.map((fold, i) => ({
      ...fold,
      ...engine,
      x,
      y,
      classCount,
      params,
      seed: deriveSeed(seed, candidate, i),
    })),
  );
  let done = 0;
  const report = (result: FoldResult, index: number): void => {
    done += 1;
    const candidateIndex = Math.floor(index / folds.length);
    const foldIndex = index % folds.length;
    onResult?.({ candidateIndex, foldIndex, isInner: false, done, total: tasks.length, result });
  };
  return executor.map(tasks, report, options.signal);
};

const indexOfBest = (scored: readonly CandidateResult[]): number => {
  const best = scored.reduce<CandidateResult | undefined>(
    (a, b) => (b.meanScore !== null && b.meanScore > (a?.meanScore ?? -Infinity) ? b : a),
    undefined,
  );
  if (best !== undefined) return scored.indexOf(best);
  throw new ModelError('MODEL_ALL_CANDIDATES_FAILED', scored[0].error ?? 'no score is a number');
};

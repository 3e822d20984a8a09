import type { Labels, Matrix } from '../matrix.ts';
import type { EstimatorParams } from '../estimators/params.ts';
import { createRng, deriveSeed, shuffle } from '../rng.ts';
import { outOfFoldProbabilities } from './candidate-result.ts';
import type { Fold } from './fold.ts';
import { type FoldResult, type FoldTask, runFoldTask } from './fold-task.ts';
import type { GridSearchOptions } from './grid-search.ts';
import { inlineSearch } from './inline-search.ts';
import { shareMatrix } from './share-matrix.ts';

/** What is learned, from how much. */
export interface LearningCurveOptions extends Pick<
  GridSearchOptions,
  'x' | 'y' | 'classCount' | 'folds' | 'seed' | 'engine' | 'executor' | 'signal'
> {
  readonly params: EstimatorParams;
  /** What is counted, such as the capture of each row, shape [n]; rows unless given. */
  readonly units?: readonly string[] | undefined;
  /** How many units of each class a model learns from, ascending; 1, 2, 5, 10, 20 and so on unless given. */
  readonly sizes?: readonly number[];
  readonly onResult?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** How good models are that have seen so much. */
export interface LearningCurvePoint {
  /** Units of each class that were learned from; all there were of a class with fewer. */
  readonly unitsPerClass: number;
  /** Rows learned from, averaged over the folds. */
  readonly meanTrainRows: number;
  /** Each row by a model that had not seen it, shape [n, classCount]; NaN for a row in no test part or of a fold that failed. */
  readonly outOfFold: Matrix;
  /** Message of the first fold that failed. */
  readonly error?: string;
}

/** Keeps the seeds of the curve apart from those of a grid. */
const CURVE_SEED = 0x10c7e;

/**
 * Trains on parts of each fold's training rows and tests on all of its test rows. Smaller parts are parts of the larger
 * ones. The last size is the first that takes everything there is.
 */
export const learningCurve = async (options: LearningCurveOptions): Promise<LearningCurvePoint[]> => {
  const { y, classCount, folds, seed, params, executor = inlineSearch(runFoldTask) } = options;
  const engine = options.engine === undefined ? {} : { engine: options.engine };
  const x = shareMatrix(options.x);
  const orders = folds.map((fold, i) => unitsInOrder(options, fold, deriveSeed(seed, CURVE_SEED, i)));
  const most = Math.max(0, ...orders.flatMap((order) => [...order.values()].map((units) => units.size)));
  const sizes = sizesUpTo(most, options.sizes ?? roundSizes(most));
  const tasks = sizes.flatMap((size) =>
    folds.map(({ test }, i): FoldTask => ({
      ...engine,
      x,
      y,
      classCount,
      params,
      test,
      train: firstUnits(orders[i], size),
      seed: deriveSeed(seed, CURVE_SEED, i, size),
    })),
  );
  let done = 0;
  const report = (): void => options.onResult?.({ done: (done += 1), total: tasks.length });
  const results = await executor.map(tasks, report, options.signal);
  return sizes.map((size, i) => {
    const from = i * folds.length;
    const own = results.slice(from, from + folds.length);
    const rows = tasks.slice(from, from + folds.length).reduce((sum, { train }) => sum + train.length, 0);
    return pointOf(
      own,
      { unitsPerClass: size, meanTrainRows: rows / folds.length },
      { y, classCount, folds },
    );
  });
};

const pointOf = (
  results: readonly FoldResult[],
  size: Pick<LearningCurvePoint, 'unitsPerClass' | 'meanTrainRows'>,
  truth: { readonly y: Labels; readonly classCount: number; readonly folds: readonly Fold[] },
): LearningCurvePoint => {
  const error = results.find((result) => result.status === 'failed')?.error;
  const outOfFold = outOfFoldProbabilities(results, truth);
  return { ...size, outOfFold, ...(error === undefined ? {} : { error }) };
};

/** Of each class, its units in random order with their rows. */
type UnitOrder = ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;

const unitsInOrder = ({ y, units }: LearningCurveOptions, { train }: Fold, seed: number): UnitOrder => {
  const rng = createRng(seed);
  const rows = Int32Array.from(train);
  shuffle(rng, rows);
  const order = new Map<number, Map<string, number[]>>();
  for (const row of rows) {
    const ofClass = order.get(y[row]) ?? new Map<string, number[]>();
    const unit = units?.[row] ?? String(row);
    ofClass.set(unit, [...(ofClass.get(unit) ?? []), row]);
    order.set(y[row], ofClass);
  }
  return order;
};

const firstUnits = (order: UnitOrder, size: number): Int32Array =>
  Int32Array.from([...order.values()].flatMap((units) => [...units.values()].slice(0, size).flat())).sort();

/** 1, 2, 5, 10, 20, 50 and so on, to the first that is enough. */
const roundSizes = (most: number): number[] => {
  const sizes: number[] = [];
  for (let power = 1; power < most * 10; power *= 10) sizes.push(power, 2 * power, 5 * power);
  return sizes;
};

const sizesUpTo = (most: number, sizes: readonly number[]): number[] => [
  ...sizes.filter((size) => size < most),
  most,
];

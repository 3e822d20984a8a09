import { ModelError } from '../errors.ts';
import type { Labels } from '../matrix.ts';
import { type Rng, shuffle } from '../rng.ts';
import { type Fold, type FoldOptions, checkFoldCount, foldsOf } from './fold.ts';

/**
 * Folds of about equal size that never split a group, such as a site, a person or one physical device.
 * @param groups name of each row's group, shape [n]; throws MODEL_TOO_FEW_ROWS for fewer groups than folds.
 */
export const groupKFold = (groups: readonly string[], options: FoldOptions): Fold[] =>
  stratifiedGroupKFold(new Int32Array(groups.length), groups, options);

/**
 * Folds that never split a group and keep the classes as even as that allows (scikit-learn's StratifiedGroupKFold):
 * groups are dealt, the most lopsided first, to the fold that stays most even by it.
 * @param labels class index per row, shape [n]. @param groups name of each row's group, shape [n].
 * Throws MODEL_TOO_FEW_ROWS for fewer groups than folds.
 */
export const stratifiedGroupKFold = (
  labels: Labels,
  groups: readonly string[],
  { folds, rng }: FoldOptions,
): Fold[] => {
  checkFoldCount(folds);
  if (labels.length !== groups.length) {
    throw new ModelError('MODEL_BAD_TRAINING_DATA', `${labels.length} labels but ${groups.length} groups`);
  }
  const countsOf = countClasses(labels, groups);
  if (countsOf.size < folds) {
    throw new ModelError('MODEL_TOO_FEW_ROWS', `${folds} folds, ${countsOf.size} groups`);
  }
  const foldOf = dealGroups(inDealingOrder(countsOf, rng), folds);
  return foldsOf(
    Int32Array.from(groups, (group) => foldOf.get(group) ?? 0),
    folds,
  );
};

/** A group and how many rows of each class it has. */
type GroupCounts = readonly [group: string, counts: Float64Array];

const countClasses = (labels: Labels, groups: readonly string[]): Map<string, Float64Array> => {
  const classCount = labels.reduce((most, label) => Math.max(most, label + 1), 1);
  const countsOf = new Map<string, Float64Array>();
  groups.forEach((group, row) => {
    const counts = countsOf.get(group) ?? new Float64Array(classCount);
    counts[labels[row]] += 1;
    countsOf.set(group, counts);
  });
  return countsOf;
};

/** Largest and most lopsided groups first, as they are the hardest to place; random among equals. */
const inDealingOrder = (countsOf: ReadonlyMap<string, Float64Array>, rng: Rng): GroupCounts[] => {
  const sorted = [...countsOf].sort(([a], [b]) => (a < b ? -1 : 1));
  const order = Int32Array.from(sorted, (_, i) => i);
  shuffle(rng, order);
  const weight = ([, counts]: GroupCounts): number => deviation(counts) + sum(counts) / counts.length;
  return Array.from(order, (i) => sorted[i]).sort((a, b) => weight(b) - weight(a));
};

const dealGroups = (groups: readonly GroupCounts[], folds: number): Map<string, number> => {
  const totals = groups.reduce(
    (all, [, counts]) => all.map((n, k) => n + counts[k]),
    emptyLike(groups[0][1]),
  );
  const held = Array.from({ length: folds }, () => emptyLike(totals));
  const isEmpty = held.map(() => true);
  const foldOf = new Map<string, number>();
  groups.forEach(([group, counts], placed) => {
    const mustFillEmpty = groups.length - placed <= isEmpty.filter(Boolean).length;
    const best = held
      .map((_, fold) => ({ fold, cost: unevenness(held, { fold, counts, totals }), size: sum(held[fold]) }))
      .filter(({ fold }) => !mustFillEmpty || isEmpty[fold])
      .reduce((a, b) => (b.cost < a.cost || (b.cost === a.cost && b.size < a.size) ? b : a));
    held[best.fold] = held[best.fold].map((n, k) => n + counts[k]);
    isEmpty[best.fold] = false;
    foldOf.set(group, best.fold);
  });
  return foldOf;
};

interface Placement {
  readonly fold: number;
  readonly counts: Float64Array;
  readonly totals: Float64Array;
}

/** Mean over the classes of how far the folds' shares of a class lie apart, if the group went to that fold. */
const unevenness = (held: readonly Float64Array[], { fold, counts, totals }: Placement): number => {
  const spreads = totals.map((total, k) =>
    total === 0 ? 0 : deviation(held.map((n, other) => (n[k] + (other === fold ? counts[k] : 0)) / total)),
  );
  return sum(spreads) / spreads.length;
};

const emptyLike = (counts: Float64Array): Float64Array => new Float64Array(counts.length);

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

const deviation = (numbers: ArrayLike<number> & Iterable<number>): number => {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(Array.from(numbers, (number) => (number - mean) ** 2)) / numbers.length);
};

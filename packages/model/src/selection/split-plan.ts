import { ModelError } from '../errors.ts';
import type { Labels } from '../matrix.ts';
import type { Rng } from '../rng.ts';
import { type Fold, type FoldOptions } from './fold.ts';
import { groupKFold, stratifiedGroupKFold } from './group-k-fold.ts';
import { heldOut, heldOutGroups } from './held-out.ts';
import { leaveOneGroupOut } from './leave-one-group-out.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';

/** Ways to split rows into those a model learns from and those it is judged by. */
export const SPLIT_METHODS = [
  'stratified',
  'group',
  'stratified-group',
  'leave-one-group-out',
  'held-out',
] as const;

/** One of `SPLIT_METHODS`. */
export type SplitMethod = (typeof SPLIT_METHODS)[number];

/** How rows are split. */
export type SplitPlan =
  | {
      readonly method: 'stratified' | 'group' | 'stratified-group';
      /** At least 2. */
      readonly folds: number;
      /** Times the folds are dealt anew; 1 unless given. */
      readonly repeats?: number;
    }
  | { readonly method: 'leave-one-group-out' }
  | { readonly method: 'held-out'; /** Above 0 and below 1. */ readonly share: number }
  | { readonly method: 'held-out'; /** Names of groups. */ readonly groups: readonly string[] };

/** What a plan looks at. */
export interface SplitRows {
  /** Class index per row, shape [n]. */
  readonly y: Labels;
  /** Name of each row's group, shape [n]; rows stand alone without. */
  readonly groups?: readonly string[] | undefined;
}

/**
 * Splits rows as planned. Folds of the first repeat come first. All methods but `stratified` keep groups whole;
 * `held-out` by share does where there are groups.
 *
 * @throws ModelError MODEL_BAD_PARAMETER for numbers that make no sense or a method that needs groups where there are
 * none, MODEL_TOO_FEW_ROWS, MODEL_UNKNOWN_GROUP.
 */
export const splitRows = ({ y, groups }: SplitRows, plan: SplitPlan, rng: Rng): Fold[] => {
  switch (plan.method) {
    case 'stratified':
      return repeated(plan, rng, (options) => stratifiedKFold(y, options));
    case 'group':
      return repeated(plan, rng, (options) => groupKFold(needed(groups, plan), options));
    case 'stratified-group':
      return repeated(plan, rng, (options) => stratifiedGroupKFold(y, needed(groups, plan), options));
    case 'leave-one-group-out':
      return leaveOneGroupOut(needed(groups, plan));
    case 'held-out':
      return 'groups' in plan
        ? [heldOutGroups(needed(groups, plan), plan.groups)]
        : [heldOut(y, groups, { share: plan.share, rng })];
  }
};

const repeated = (
  { folds, repeats = 1 }: { readonly folds: number; readonly repeats?: number },
  rng: Rng,
  split: (options: FoldOptions) => Fold[],
): Fold[] => {
  if (!Number.isSafeInteger(repeats) || repeats < 1) {
    throw new ModelError('MODEL_BAD_PARAMETER', `repeats ${repeats}`);
  }
  return Array.from({ length: repeats }, () => split({ folds, rng })).flat();
};

const needed = (groups: readonly string[] | undefined, { method }: SplitPlan): readonly string[] => {
  if (groups !== undefined) return groups;
  throw new ModelError('MODEL_BAD_PARAMETER', `${method} needs the group of each row`);
};

import { ModelError } from '../errors.ts';
import { type Fold, foldsOf } from './fold.ts';

/**
 * As many folds as there are groups, in alphabetical order, each tested by a model that has seen all the others.
 * @param groups name of each row's group, shape [n]; throws MODEL_TOO_FEW_ROWS for fewer than two groups.
 */
export const leaveOneGroupOut = (groups: readonly string[]): Fold[] => {
  const names = [...new Set(groups)].sort();
  if (names.length < 2) throw new ModelError('MODEL_TOO_FEW_ROWS', `${names.length} groups to leave one out`);
  const foldOf = new Map(names.map((name, fold) => [name, fold]));
  return foldsOf(
    Int32Array.from(groups, (group) => foldOf.get(group) ?? 0),
    names.length,
  );
};

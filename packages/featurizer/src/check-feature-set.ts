import { checkDeclaration } from './contract/declaration.ts';
import { LOADING_TRIALS } from './contract/trials.ts';
import { type FeatureSet } from './feature-set.ts';

/**
 * Takes what a plug-in exports for a feature set, once it has shown that it is one: it is declared like one, and gives
 * one finite number a column of no packets and of a small capture made in memory, the same every time. It takes some
 * milliseconds.
 * @throws FeatureError with the set, the column and what to do: FEATURE_BAD_SET, FEATURE_RESERVED_COLUMN,
 * FEATURE_SET_THREW, FEATURE_MISSING_VALUE, FEATURE_UNDECLARED_VALUE, FEATURE_NOT_FINITE, FEATURE_ROW_LENGTH,
 * FEATURE_ROWS_DIFFER, FEATURE_SHARED_STATE, FEATURE_KEEPS_BATCH.
 */
export const checkFeatureSet = (candidate: unknown): FeatureSet => {
  const set = checkDeclaration(candidate);
  for (const { run } of LOADING_TRIALS) run(set);
  return set;
};

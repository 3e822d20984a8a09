import { FeatureError } from './errors.ts';
import { type FeatureSet } from './feature-set.ts';
import { type Column } from './table.ts';

/** The last answer: many captures after one another have the same sets. */
let last: { readonly sets: readonly FeatureSet[]; readonly columns: readonly Column[] } | undefined;

/**
 * The columns of feature sets used together, set by set in the order given.
 * @throws FeatureError FEATURE_DUPLICATE_COLUMN for two columns of one name, FEATURE_BAD_SET for two sets of one id or none,
 * FEATURE_MIXED_LEVELS for a set whose rows stand for something else than those of the first.
 */
export const columnsOfSets = (sets: readonly FeatureSet[]): readonly Column[] => {
  if (last?.sets.length === sets.length && last.sets.every((set, index) => set === sets[index])) {
    return last.columns;
  }
  const columns = collectColumns(sets);
  last = { sets: [...sets], columns };
  return columns;
};

const collectColumns = (sets: readonly FeatureSet[]): readonly Column[] => {
  if (sets.length === 0) throw new FeatureError('FEATURE_BAD_SET', { found: 'no feature sets' });
  const ids = new Set<string>();
  const columns = new Map<string, Column>();
  for (const set of sets) {
    if (set.level !== sets[0].level) {
      throw new FeatureError('FEATURE_MIXED_LEVELS', { setId: set.id, found: set.level });
    }
    if (ids.has(set.id)) throw new FeatureError('FEATURE_BAD_SET', { setId: set.id, found: 'the id twice' });
    ids.add(set.id);
    for (const [name, declaration] of Object.entries(set.columns)) {
      if (columns.has(name)) {
        throw new FeatureError('FEATURE_DUPLICATE_COLUMN', { setId: set.id, column: name });
      }
      columns.set(name, { name, setId: set.id, modelInput: true, ...declaration });
    }
  }
  return [...columns.values()];
};

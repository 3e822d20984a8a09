import { defineFeatureSet, type FeatureSet } from '../feature-set.ts';

/** A set of two columns whose values are hard to write: one that binary numbers only come near, and a very large one. */
export const sizes: FeatureSet = defineFeatureSet({
  id: 'sizes',
  version: 1,
  level: 'device',
  columns: {
    small: { unit: 'bytes', doc: 'A small number.' },
    large: { unit: 'bytes', doc: 'A large number.' },
  },
  create: () => ({ observe: () => undefined, finish: () => ({ small: 0.1, large: 1e300 }) }),
});

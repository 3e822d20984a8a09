import { ModelError } from '../../errors.ts';

/** How a node of a tree is split: at the best threshold of a column, or at the best of random ones. */
export const FOREST_KINDS = ['randomForest', 'extraTrees'] as const;

/** One of `FOREST_KINDS`. */
export type ForestKind = (typeof FOREST_KINDS)[number];

/**
 * Hyperparameters of random forests (Breiman, Random Forests, 2001) and extra trees (Geurts, Ernst and Wehenkel,
 * Extremely randomized trees, 2006); names differ from scikit-learn's, meanings do not.
 */
export interface ForestParams {
  /** Trees whose probabilities are averaged. */
  readonly trees: number;
  /** Splits between the root and a leaf at most; null for no limit. */
  readonly maxDepth: number | null;
  /** A node of fewer rows is a leaf; a row that a bootstrap sample has twice counts once. */
  readonly minSamplesSplit: number;
  /** A split must leave this many rows on both sides. */
  readonly minSamplesLeaf: number;
  /** Columns looked at for a split: the root of their number, its binary logarithm, or a share above 0 of them. */
  readonly maxFeatures: 'sqrt' | 'log2' | number;
  /** Whether each tree has its own sample of the rows, drawn with replacement, or all of them. */
  readonly bootstrap: boolean;
  /** What a row counts: one for each, or less the more rows its class has, so that classes count alike. */
  readonly classWeights: 'none' | 'balanced';
}

const COMMON: Omit<ForestParams, 'bootstrap'> = {
  trees: 500,
  maxDepth: null,
  minSamplesSplit: 2,
  minSamplesLeaf: 1,
  maxFeatures: 'sqrt',
  classWeights: 'none',
};

/** scikit-learn's defaults, save 500 trees instead of 100. */
export const DEFAULT_FOREST_PARAMS: Readonly<Record<ForestKind, ForestParams>> = {
  randomForest: { ...COMMON, bootstrap: true },
  extraTrees: { ...COMMON, bootstrap: false },
};

const MAX_TREES = 100_000;

const isIntegerFrom = (least: number, value: number): boolean =>
  Number.isSafeInteger(value) && value >= least;

/** Throws MODEL_BAD_PARAMETER with the name of the first hyperparameter that cannot work. */
export const checkForestParams = (params: ForestParams): void => {
  const { maxDepth, maxFeatures } = params;
  const checks: Partial<Record<keyof ForestParams, boolean>> = {
    trees: isIntegerFrom(1, params.trees) && params.trees <= MAX_TREES,
    maxDepth: maxDepth === null || isIntegerFrom(1, maxDepth),
    minSamplesSplit: isIntegerFrom(2, params.minSamplesSplit),
    minSamplesLeaf: isIntegerFrom(1, params.minSamplesLeaf),
    maxFeatures: typeof maxFeatures === 'string' || (maxFeatures > 0 && maxFeatures <= 1),
  };
  const wrong = Object.entries(checks).find(([, isGood]) => !isGood);
  if (wrong !== undefined) throw new ModelError('MODEL_BAD_PARAMETER', wrong[0]);
};

/** How many columns a split looks at, at least 1. */
export const columnsPerSplit = (maxFeatures: ForestParams['maxFeatures'], columnCount: number): number => {
  const shares = { sqrt: Math.sqrt(columnCount), log2: Math.log2(columnCount) };
  const wanted = typeof maxFeatures === 'string' ? shares[maxFeatures] : maxFeatures * columnCount;
  return Math.max(1, Math.floor(wanted));
};

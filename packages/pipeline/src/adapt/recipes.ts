import {
  type EstimatorParams,
  type EstimatorRecord,
  type Matrix,
  type MemberRecord,
  completeParams,
} from '@networkml/model';
import { TUNED } from '../cross-validate.ts';
import type { AdaptationProblem } from './pose-adaptation.ts';

/**
 * Ways to adapt a base, the most careful first.
 * - `blended`: the base itself, and beside it a network that learned the rows it remembers and the labelled ones.
 * - `extended`: that network alone.
 * - `replaced`: a network that learned of the roles with labelled rows from those rows alone.
 */
export const RECIPES = ['blended', 'extended', 'replaced'] as const;

/** One of `RECIPES`. */
export type Recipe = (typeof RECIPES)[number];

/** What a recipe does, as the rest of a sentence about the adapted model. */
export const RECIPE_TEXTS: Readonly<Record<Recipe, string>> = {
  blended: 'the base, and beside it a network that learned the rows the base remembers and the labelled ones',
  extended: 'a network that learned the rows the base remembers and the labelled ones',
  replaced:
    'a network that learned the labelled rows, and what the base remembers of roles that no capture is given of',
};

/** What the base counts in a blend, of 1: too little to outvote a network that is sure of a new role. */
const BASE_SHARE = 0.3;

/** How often a labelled row counts beside a remembered one: there are few of them, and they are of the site. */
const LABELLED_WEIGHT = 3;

/** What is trained; the same for a model that learns from the labelled rows alone. */
export const networkParams = ({ own }: AdaptationProblem): EstimatorParams =>
  completeParams({ hiddenLayers: [128], maxEpochs: 60 }, { ...TUNED, ...own.inputs });

/** The recipes that differ for these rows: where no remembered row is of a role with labelled rows, nothing can be replaced. */
export const recipesFor = ({ y, rememberedCount, given }: AdaptationProblem): readonly Recipe[] => {
  const labelled = new Set(given.y);
  const isKnown = y.subarray(0, rememberedCount).some((label) => labelled.has(label));
  return RECIPES.filter((recipe) => recipe !== 'replaced' || isKnown);
};

/**
 * The rows that the network of a recipe learns from, labelled ones several times.
 * @param rows those it may learn from, remembered ones below `rememberedCount`.
 */
export const learnedRows = (
  { y, rememberedCount }: AdaptationProblem,
  recipe: Recipe,
  rows: Int32Array,
): Int32Array => {
  const labelled = rows.filter((row) => row >= rememberedCount);
  const replaced = recipe === 'replaced' ? new Set(labelled.map((row) => y[row])) : new Set<number>();
  const remembered = rows.filter((row) => row < rememberedCount && !replaced.has(y[row]));
  return Int32Array.from([
    ...remembered,
    ...Array.from({ length: LABELLED_WEIGHT }, () => [...labelled]).flat(),
  ]);
};

/** What a recipe makes of the answers of its network and the base, NaN where the network has none; all of shape [n, roles]. */
export const recipeAnswers = (recipe: Recipe, network: Matrix, base: Matrix): Matrix =>
  recipe === 'blended'
    ? {
        ...network,
        values: network.values.map((p, i) => (1 - BASE_SHARE) * p + BASE_SHARE * base.values[i]),
      }
    : network;

/** The estimator that a recipe makes of its network and the base; an ensemble is of no ensembles, so its members are taken. */
export const recipeEstimator = (
  recipe: Recipe,
  network: EstimatorRecord,
  base: EstimatorRecord,
): EstimatorRecord => {
  if (recipe !== 'blended') return network;
  const parts = [...membersOf(network, 1 - BASE_SHARE), ...membersOf(base, BASE_SHARE)];
  return {
    type: 'ensemble',
    members: parts.map(({ member }) => member),
    weights: Float64Array.from(parts, ({ weight }) => weight),
  };
};

/** The members of an estimator, their weights making up a share. */
const membersOf = (
  record: EstimatorRecord,
  share: number,
): readonly { readonly member: MemberRecord; readonly weight: number }[] => {
  if (record.type !== 'ensemble') return [{ member: record, weight: share }];
  const sum = record.weights.reduce((total, weight) => total + weight, 0);
  return record.members.map((member, i) => ({ member, weight: (share * record.weights[i]) / sum }));
};

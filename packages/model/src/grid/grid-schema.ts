import * as z from 'zod/mini';
import { HIDDEN_ACTIVATIONS, type HiddenActivation } from '../dense/layer.ts';
import { LEARNING_RATE_SCHEDULES, type LearningRateSchedule } from '../estimators/mlp-params.ts';
import { INPUT_TRANSFORMS, type InputTransform } from '../transform/input-transform.ts';
import type { Grid } from './product.ts';

/** What a grid file says of networks: scikit-learn's MLPClassifier, and four names of our own, the last ones. */
export type MlpGridFields = { readonly estimator: 'mlp' } & Grid<{
  readonly hidden_layer_sizes: readonly number[];
  readonly activation: HiddenActivation;
  readonly learning_rate: LearningRateSchedule;
  readonly learning_rate_init: number;
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
  readonly alpha: number;
  readonly batch_size: number;
  readonly max_iter: number;
  readonly tol: number;
  readonly n_iter_no_change: number;
  readonly validation_fraction: number;
  readonly class_weight: 'balanced' | null;
  readonly dropout: number;
  readonly networks: number;
  readonly input_transform: InputTransform;
  readonly input_limit: number;
}>;

/** What a grid file says of forests: scikit-learn's RandomForestClassifier and ExtraTreesClassifier. */
export type ForestGridFields = { readonly estimator: 'random_forest' | 'extra_trees' } & Grid<{
  readonly n_estimators: number;
  readonly max_depth: number | null;
  readonly min_samples_split: number;
  readonly min_samples_leaf: number;
  readonly max_features: 'sqrt' | 'log2' | number;
  readonly bootstrap: boolean;
  readonly class_weight: 'balanced' | null;
}>;

/** What a grid file says of any estimator but ensembles. */
export type MemberGridFields = MlpGridFields | ForestGridFields | { readonly estimator: 'majority' };

/** What a grid file says of an ensemble; its members are looked at one by one. */
export interface EnsembleGridFields {
  readonly estimator: 'ensemble';
  readonly members: readonly unknown[];
  readonly weights?: readonly (readonly number[])[] | undefined;
}

const positiveCount = z.int().check(z.positive());
const positive = z.number().check(z.positive());
const nonNegative = z.number().check(z.nonnegative());
const share = z.number().check(z.gte(0), z.lt(1));
const classWeight = z.nullable(z.literal('balanced'));

const several = <Schema extends z.ZodMiniType>(value: Schema): z.ZodMiniOptional<z.ZodMiniArray<Schema>> =>
  z.optional(z.array(value).check(z.minLength(1)));

const mlp: z.ZodMiniType<MlpGridFields> = z.strictObject({
  estimator: z.literal('mlp'),
  hidden_layer_sizes: several(z.array(positiveCount)),
  activation: several(z.enum(HIDDEN_ACTIVATIONS)),
  learning_rate: several(z.enum(LEARNING_RATE_SCHEDULES)),
  learning_rate_init: several(positive),
  beta_1: several(share),
  beta_2: several(share),
  epsilon: several(positive),
  alpha: several(nonNegative),
  batch_size: several(positiveCount),
  max_iter: several(positiveCount),
  tol: several(z.number()),
  n_iter_no_change: several(positiveCount),
  validation_fraction: several(share),
  class_weight: several(classWeight),
  dropout: several(share),
  networks: several(positiveCount),
  input_transform: several(z.enum(INPUT_TRANSFORMS)),
  input_limit: several(positive),
});

const forest: z.ZodMiniType<ForestGridFields> = z.strictObject({
  estimator: z.enum(['random_forest', 'extra_trees']),
  n_estimators: several(positiveCount),
  max_depth: several(z.nullable(positiveCount)),
  min_samples_split: several(z.int().check(z.gte(2))),
  min_samples_leaf: several(positiveCount),
  max_features: several(
    z.custom<'sqrt' | 'log2' | number>(
      (value) =>
        value === 'sqrt' || value === 'log2' || (typeof value === 'number' && value > 0 && value <= 1),
      'expected "sqrt", "log2" or a share above 0',
    ),
  ),
  bootstrap: several(z.boolean()),
  class_weight: several(classWeight),
});

const majority: z.ZodMiniType<MemberGridFields> = z.strictObject({ estimator: z.literal('majority') });

/** What a member of an ensemble can be, by scikit-learn's names. */
export const MEMBER_NAMES: readonly ['mlp', 'random_forest', 'extra_trees', 'majority'] = [
  'mlp',
  'random_forest',
  'extra_trees',
  'majority',
];

/** What an entry of each estimator must look like, once single values are lists. */
export const MEMBER_SCHEMAS: Readonly<
  Record<(typeof MEMBER_NAMES)[number], z.ZodMiniType<MemberGridFields>>
> = { mlp, random_forest: forest, extra_trees: forest, majority };

/** What an entry of an ensemble must look like. */
export const ENSEMBLE_SCHEMA: z.ZodMiniType<EnsembleGridFields> = z.strictObject({
  estimator: z.literal('ensemble'),
  members: z.array(z.unknown()).check(z.minLength(1)),
  weights: several(z.array(positive)),
});

import * as z from 'zod/mini';
import { type DenseLayer, HIDDEN_ACTIVATIONS } from '../dense/layer.ts';
import type { EstimatorRecord, MemberRecord, ScalerRecord } from '../estimators/estimator-record.ts';
import type { EstimatorParams, MemberParams } from '../estimators/params.ts';
import { CLASS_WEIGHTS, DEFAULT_MLP_PARAMS, LEARNING_RATE_SCHEDULES } from '../estimators/mlp-params.ts';
import { INPUT_TRANSFORMS, type InputTransform } from '../transform/input-transform.ts';
import { listedDoubles, packedDoubles, packedIntegers, packedNumbers } from './numbers.ts';

const positiveCount = z.int().check(z.positive());
const positive = z.number().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));

const mlpParams = {
  hiddenLayers: z.array(positiveCount).check(z.describe('units of each hidden layer')),
  activation: z._default(z.enum(HIDDEN_ACTIVATIONS), DEFAULT_MLP_PARAMS.activation),
  learningRate: positive,
  learningRateSchedule: z._default(z.enum(LEARNING_RATE_SCHEDULES), DEFAULT_MLP_PARAMS.learningRateSchedule),
  beta1: share,
  beta2: share,
  epsilon: positive,
  alpha: z.number().check(z.nonnegative(), z.describe('L2 penalty')),
  dropout: z._default(
    share.check(z.describe('share of hidden units left out of a training step')),
    DEFAULT_MLP_PARAMS.dropout,
  ),
  classWeights: z._default(z.enum(CLASS_WEIGHTS), DEFAULT_MLP_PARAMS.classWeights),
  batchSize: positiveCount,
  maxEpochs: positiveCount,
  tolerance: z.number(),
  patienceEpochs: z.number().check(z.nonnegative()),
  validationShare: z._default(
    share.check(z.describe('share of rows held out for early stopping')),
    DEFAULT_MLP_PARAMS.validationShare,
  ),
  networks: positiveCount.check(z.describe('networks averaged into this one')),
};

/** What is done to values before they are standardised. */
export const inputTransform: z.ZodMiniType<InputTransform> = z
  .enum(INPUT_TRANSFORMS)
  .check(z.describe('signedLog replaces v by sign(v) * ln(1 + |v|) before scaling'));

const inputLimit = z.exactOptional(
  positive.check(z.describe('standardised values beyond it, either way, count as the limit')),
);

const forestParams = {
  trees: positiveCount,
  maxDepth: z.nullable(positiveCount),
  minSamplesSplit: positiveCount,
  minSamplesLeaf: positiveCount,
  maxFeatures: z.union([z.enum(['sqrt', 'log2']), positive]),
  bootstrap: z.boolean(),
  classWeights: z.enum(CLASS_WEIGHTS),
};

const memberParams: z.ZodMiniType<MemberParams> = z.discriminatedUnion('estimator', [
  z.strictObject({ estimator: z.literal('mlp'), ...mlpParams, inputTransform, inputLimit }),
  z.strictObject({ estimator: z.literal('randomForest'), ...forestParams }),
  z.strictObject({ estimator: z.literal('extraTrees'), ...forestParams }),
  z.strictObject({ estimator: z.literal('majority') }),
]);

/** Hyperparameters of any estimator. */
export const estimatorParams: z.ZodMiniType<EstimatorParams> = z.union([
  memberParams,
  z.strictObject({
    estimator: z.literal('ensemble'),
    members: z.array(memberParams).check(z.minLength(1)),
    weights: z.exactOptional(z.array(positive)),
  }),
]);

const layer: z.ZodMiniType<DenseLayer> = z.strictObject({
  inputs: positiveCount,
  outputs: positiveCount,
  activation: z.enum([...HIDDEN_ACTIVATIONS, 'softmax']),
  weights: packedNumbers.check(z.describe('row-major, shape [inputs, outputs]')),
  biases: packedNumbers.check(z.describe('shape [outputs]')),
});

const forest = {
  hyperparameters: z.strictObject(forestParams),
  inputs: positiveCount,
  outputs: positiveCount,
  classWeights: listedDoubles.check(z.describe('what a row counts by its class')),
  nodes: packedIntegers.check(
    z.describe('every tree in pre-order: 0 for a leaf, the column split at plus 1 for a split'),
  ),
  thresholds: packedDoubles.check(z.describe('of every split: rows whose value is at most this go left')),
  leaves: packedIntegers.check(
    z.describe('of every leaf: how many classes it has, then class and rows of each'),
  ),
};

/** Of each column, after the input transform. */
export const scaler: z.ZodMiniType<ScalerRecord> = z.strictObject({
  mean: listedDoubles,
  scale: listedDoubles,
  limit: inputLimit,
});

const MEMBER_RECORDS = [
  z.strictObject({
    type: z.literal('mlp'),
    hyperparameters: z.strictObject(mlpParams),
    inputTransform,
    scaler,
    layers: z.array(layer).check(z.minLength(1)),
  }),
  z.strictObject({ type: z.literal('randomForest'), ...forest }),
  z.strictObject({ type: z.literal('extraTrees'), ...forest }),
  z.strictObject({ type: z.literal('majority'), inputs: positiveCount, probabilities: listedDoubles }),
] as const;

const memberRecord: z.ZodMiniType<MemberRecord> = z.discriminatedUnion('type', MEMBER_RECORDS);

/** A fitted estimator of any kind. */
export const estimatorRecord: z.ZodMiniType<EstimatorRecord> = z.discriminatedUnion('type', [
  ...MEMBER_RECORDS,
  z.strictObject({
    type: z.literal('ensemble'),
    members: z.array(memberRecord).check(z.minLength(1)),
    weights: listedDoubles.check(z.describe('what each member counts')),
  }),
]);

import * as z from 'zod/mini';
import { type DenseLayer, HIDDEN_ACTIVATIONS } from '../dense/layer.ts';
import type { ClassifierParams } from '../estimators/fitted-classifier.ts';
import { CLASS_WEIGHTS, DEFAULT_MLP_PARAMS, LEARNING_RATE_SCHEDULES } from '../estimators/mlp-params.ts';
import { INPUT_TRANSFORMS } from '../transform/input-transform.ts';
import { decodeDoubles, encodeDoubles } from './base64.ts';
import {
  type GridRecord,
  MODEL_FILE_KIND,
  MODEL_FORMAT_VERSION,
  type ModelFile,
  type TrainingRecord,
  type ValidationRecord,
} from './model-file.ts';

const count = z.int().check(z.nonnegative());
const positiveCount = z.int().check(z.positive());
const text = z.string().check(z.minLength(1));
const positive = z.number().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));
const score = z.nullable(z.number());

const float64Array = z.custom<Float64Array>((value) => value instanceof Float64Array);

/** Thousands of weights: base64 keeps every bit, is a third smaller than decimals, and takes no time to check. */
const packedDoubles = z.codec(
  z.string().check(
    z.meta({
      contentEncoding: 'base64',
      description: 'IEEE 754 doubles, little-endian, in base64 with padding (RFC 4648, section 4)',
    }),
  ),
  float64Array,
  {
    decode(packed, payload) {
      const numbers = decodeDoubles(packed);
      if (numbers !== undefined) return numbers;
      payload.issues.push({ code: 'custom', message: 'expected base64 of whole doubles', input: packed });
      return z.NEVER;
    },
    encode: encodeDoubles,
  },
);

/** Numbers a person may want to read. */
const listedDoubles = z.codec(z.array(z.number()), float64Array, {
  decode: (numbers) => Float64Array.from(numbers),
  encode: (numbers) => Array.from(numbers),
});

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

const inputTransform = z
  .enum(INPUT_TRANSFORMS)
  .check(z.describe('signedLog replaces v by sign(v) * ln(1 + |v|) before scaling'));

const inputLimit = z.exactOptional(
  positive.check(z.describe('standardised values beyond it, either way, count as the limit')),
);

const classifierParams: z.ZodMiniType<ClassifierParams> = z.strictObject({
  ...mlpParams,
  inputTransform,
  inputLimit,
});

const layer: z.ZodMiniType<DenseLayer> = z.strictObject({
  inputs: positiveCount,
  outputs: positiveCount,
  activation: z.enum([...HIDDEN_ACTIVATIONS, 'softmax']),
  weights: packedDoubles.check(z.describe('row-major, shape [inputs, outputs]')),
  biases: packedDoubles.check(z.describe('shape [outputs]')),
});

const gridRecord: z.ZodMiniType<GridRecord> = z.strictObject({
  hyperparameters: classifierParams,
  meanScore: score,
  stdScore: score,
  foldScores: z.array(score),
  error: z.exactOptional(z.string()),
});

const validation: z.ZodMiniType<ValidationRecord> = z.strictObject({
  method: text,
  folds: positiveCount,
  groupedBy: z.exactOptional(text),
  metrics: z.record(z.string(), z.number()).check(z.describe('of the out-of-fold predictions, by name')),
  grid: z.array(gridRecord),
});

const training: z.ZodMiniType<TrainingRecord> = z.strictObject({
  seed: count,
  rowCount: positiveCount,
  rowsPerRole: z.record(z.string(), count),
  datasetFingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/), z.describe('SHA-256 of the training rows')),
  deviceSelection: z.enum(['canonical', 'all', 'labelled']),
  engine: text,
});

/** What a model file must look like: decodes the JSON document to a `ModelFile` and encodes it back. */
export const modelFileSchema: z.ZodMiniType<ModelFile> = z
  .strictObject({
    formatVersion: z.literal(MODEL_FORMAT_VERSION),
    kind: z.literal(MODEL_FILE_KIND),
    name: text,
    description: z.exactOptional(z.string()),
    libraryVersion: text.check(z.describe('version of the library that wrote the file')),
    roles: z.array(text).check(z.minLength(1), z.describe('role of each output of the network')),
    unknownThreshold: share.check(
      z.describe('the answer is Unknown unless the best probability is above this'),
    ),
    featureSets: z.array(z.strictObject({ id: text, version: count })),
    featureSchemaHash: text.check(z.describe('schema hash of the feature table trained on')),
    training,
    validation: z.nullable(validation),
    calibration: z.nullable(z.strictObject({ method: z.literal('temperature'), temperature: positive })),
    novelty: z.null().check(z.describe('reserved')),
    columns: z.array(text).check(z.minLength(1), z.describe('column of each input of the network')),
    inputTransform,
    scaler: z.strictObject({ mean: listedDoubles, scale: listedDoubles, limit: inputLimit }),
    estimator: z.strictObject({
      type: z.literal('mlp'),
      hyperparameters: z.strictObject(mlpParams),
      layers: z.array(layer).check(z.minLength(1)),
    }),
  })
  .check(z.meta({ title: 'NetworkML model file', description: 'A trained model and how it came about.' }));

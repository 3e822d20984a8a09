import * as z from 'zod/mini';
import { noveltyRecord } from '../novelty/novelty-schema.ts';
import { estimatorParams, estimatorRecord } from './estimator-schema.ts';
import {
  type GridRecord,
  MODEL_FILE_KIND,
  MODEL_FORMAT_VERSION,
  type DistributionRecord,
  type ModelFile,
  type TrainingRecord,
  type UnknownRule,
  type ValidationRecord,
} from './model-file.ts';
import { listedDoubles, packedDoubles } from './numbers.ts';

const count = z.int().check(z.nonnegative());
const positiveCount = z.int().check(z.positive());
const text = z.string().check(z.minLength(1));
const positive = z.number().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));
const score = z.nullable(z.number());
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** One candidate of a grid and how it did, in JSON. */
export const gridRecordSchema: z.ZodMiniType<GridRecord> = z.strictObject({
  hyperparameters: estimatorParams,
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
  grid: z.array(gridRecordSchema),
});

/** How a model was trained, in JSON. */
export const trainingRecordSchema: z.ZodMiniType<TrainingRecord> = z.strictObject({
  seed: count,
  rowCount: positiveCount,
  rowsPerRole: z.record(z.string(), count),
  datasetFingerprint: sha256.check(
    z.describe('SHA-256 of the training rows, or of the files of an imported model'),
  ),
  deviceSelection: z.enum(['canonical', 'all', 'labelled']),
  engine: text,
  adaptedFrom: z.exactOptional(
    z
      .strictObject({
        model: text,
        contentHash: sha256,
        rememberedRows: count,
        addedRowsPerRole: z.record(z.string(), count),
      })
      .check(z.describe('the model it was adapted from, and the rows that were added')),
  ),
});

const unknownRule: z.ZodMiniType<UnknownRule> = z.strictObject({
  threshold: share.check(z.describe('the answer is Unknown unless the best probability is above this')),
  noveltyThreshold: z.nullable(
    z.number().check(z.describe('the answer is Unknown where the novelty is above this')),
  ),
  minimumPackets: count.check(z.describe('the answer is Unknown where a device has fewer packets')),
});

const distribution: z.ZodMiniType<DistributionRecord> = z.strictObject({
  rowCount: positiveCount,
  columnQuantiles: packedDoubles.check(
    z.describe('of each column: values below which 0, 1/m, ..., 1 of the rows lie; row-major'),
  ),
  confidenceQuantiles: z.nullable(listedDoubles),
});

/** What a model file must look like: decodes the JSON document to a `ModelFile` and encodes it back. */
export const modelFileSchema: z.ZodMiniType<ModelFile> = z
  .strictObject({
    formatVersion: z.literal(MODEL_FORMAT_VERSION),
    kind: z.literal(MODEL_FILE_KIND),
    name: text,
    description: z.exactOptional(z.string()),
    origin: z.exactOptional(
      z
        .strictObject({ importedFrom: text, note: z.string() })
        .check(z.describe('of a model another program trained')),
    ),
    libraryVersion: text.check(z.describe('version of the library that wrote the file')),
    roles: z.array(text).check(z.minLength(1), z.describe('role of each output of the estimator')),
    unknown: unknownRule,
    featureSets: z.array(z.strictObject({ id: text, version: count })),
    featureSchemaHash: text.check(z.describe('schema hash of the feature table trained on')),
    training: trainingRecordSchema,
    validation: z.nullable(validation),
    calibration: z.nullable(z.strictObject({ method: z.literal('temperature'), temperature: positive })),
    novelty: z.nullable(noveltyRecord),
    distribution: z.nullable(distribution),
    columns: z.array(text).check(z.minLength(1), z.describe('column of each input of the estimator')),
    estimator: estimatorRecord,
  })
  .check(z.meta({ title: 'NetworkML model file', description: 'A trained model and how it came about.' }));

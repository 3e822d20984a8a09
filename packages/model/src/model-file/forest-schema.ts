import * as z from 'zod/mini';
import { FOREST_KINDS, type ForestParams } from '../estimators/forest/forest-params.ts';
import type { ForestRecord } from '../estimators/forest/forest-record.ts';
import { CLASS_WEIGHTS } from '../estimators/mlp-params.ts';
import { decodeIntegers, encodeIntegers } from './packed-integers.ts';

const positiveCount = z.int().check(z.positive());

const int32Array = z.custom<Int32Array>((value) => value instanceof Int32Array);

/** Integers as base64 of LEB128. */
export const packedIntegers: z.ZodMiniType<Int32Array> = z.codec(
  z.string().check(
    z.meta({
      contentEncoding: 'base64',
      description: 'unsigned integers below 2^31 as LEB128, in base64 with padding (RFC 4648, section 4)',
    }),
  ),
  int32Array,
  {
    decode(packed, payload) {
      const integers = decodeIntegers(packed);
      if (integers !== undefined) return integers;
      payload.issues.push({ code: 'custom', message: 'expected base64 of LEB128 integers', input: packed });
      return z.NEVER;
    },
    encode: encodeIntegers,
  },
);

/** The fields of `ForestParams`. */
export const forestParamsShape: { readonly [Name in keyof ForestParams]: z.ZodMiniType<ForestParams[Name]> } =
  {
    trees: positiveCount,
    maxDepth: z.nullable(positiveCount),
    minSamplesSplit: z.int().check(z.gte(2)),
    minSamplesLeaf: positiveCount,
    maxFeatures: z.union([z.enum(['sqrt', 'log2']), z.number().check(z.positive(), z.lte(1))]),
    bootstrap: z.boolean(),
    classWeights: z.enum(CLASS_WEIGHTS),
  };

/** A forest of a model file; `packedDoubles` is the codec of doubles. `forestFault` looks for what a schema cannot say. */
export const forestRecordSchema = (packedDoubles: z.ZodMiniType<Float64Array>): z.ZodMiniType<ForestRecord> =>
  z.strictObject({
    type: z.enum(FOREST_KINDS),
    hyperparameters: z.strictObject(forestParamsShape),
    inputs: positiveCount,
    outputs: positiveCount,
    classWeights: packedDoubles.check(
      z.describe('what a training row counted by its class, shape [outputs]'),
    ),
    nodes: packedIntegers.check(
      z.describe(
        'trees one behind the other in pre-order: 0 for a leaf; for a split the number of its column, from 1, then its left side, then its right',
      ),
    ),
    thresholds: packedDoubles.check(
      z.describe('of every split, in the order of nodes: rows whose value is at most this go left'),
    ),
    leaves: packedIntegers.check(
      z.describe(
        'of every leaf, in the order of nodes: how many classes its training rows have, then class and number of rows of each',
      ),
    ),
  });

import * as z from 'zod/mini';
import { inputTransform, scaler } from '../model-file/estimator-schema.ts';
import { packedSingles } from '../model-file/numbers.ts';
import type { NoveltyRecord } from './novelty-record.ts';

/** A novelty detector in a model file. */
export const noveltyRecord: z.ZodMiniType<NoveltyRecord> = z.strictObject({
  method: z.literal('local-distance'),
  neighbours: z.int().check(z.positive()),
  inputTransform,
  scaler,
  rows: packedSingles.check(z.describe('training rows as they are compared, row-major')),
  reaches: packedSingles.check(z.describe('mean distance of each to its nearest ones')),
});

import * as z from 'zod/mini';
import { modelFileSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of a model file as it is written; docs/model-file.schema.json is generated from it. */
export const modelFileJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(modelFileSchema, { io: 'input' }),
});

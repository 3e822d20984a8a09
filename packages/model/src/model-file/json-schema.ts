import * as z from 'zod/mini';
import { CONTENT_HASH_FIELD } from './content-hash.ts';
import { modelFileSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of a model file as it is written; docs/model-file.schema.json is generated from it. */
export const modelFileJsonSchema = (): Record<string, unknown> => {
  const { properties, required = [], ...schema } = z.toJSONSchema(modelFileSchema, { io: 'input' });
  const contentHash = {
    type: 'string',
    pattern: '^[0-9a-f]{64}$',
    description: 'SHA-256 of the rest of the document in its canonical form (RFC 8785)',
  };
  return {
    ...schema,
    properties: { ...properties, [CONTENT_HASH_FIELD]: contentHash },
    required: [...required, CONTENT_HASH_FIELD],
  };
};

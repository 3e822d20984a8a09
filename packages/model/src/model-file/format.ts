import * as z from 'zod/mini';
import { ModelError } from '../errors.ts';
import { checkConsistency } from './consistency.ts';
import { withContentHash } from './content-hash.ts';
import { describeIssue } from './issue.ts';
import type { ModelFile } from './model-file.ts';
import { modelFileSchema } from './schema.ts';

/**
 * The text of a model file: fields in the order of the schema, records sorted by key, no date, a newline at the end;
 * so equal models give equal bytes. Throws MODEL_FILE_INVALID or MODEL_FILE_INCONSISTENT rather than write a file
 * that `parseModelFile` would refuse.
 */
export const formatModelFile = (model: ModelFile): string =>
  `${JSON.stringify(documentOf(model), undefined, 2)}\n`;

/** The content hash that the file of a model holds; throws as `formatModelFile`. */
export const contentHashOfModel = (model: ModelFile): string => documentOf(model).contentHash;

const documentOf = (model: ModelFile): ReturnType<typeof withContentHash> => {
  checkConsistency(model);
  const result = z.safeEncode(modelFileSchema, sortRecords(model));
  if (!result.success) throw new ModelError('MODEL_FILE_INVALID', describeIssue(result.error.issues[0]));
  return withContentHash(z.parse(document, result.data));
};

const document = z.record(z.string(), z.unknown());

const sortRecords = (model: ModelFile): ModelFile => {
  const { training, validation } = model;
  return {
    ...model,
    training: {
      ...training,
      rowsPerRole: sortKeys(training.rowsPerRole),
      ...(training.adaptedFrom === undefined
        ? {}
        : {
            adaptedFrom: {
              ...training.adaptedFrom,
              addedRowsPerRole: sortKeys(training.adaptedFrom.addedRowsPerRole),
            },
          }),
    },
    validation: validation && { ...validation, metrics: sortKeys(validation.metrics) },
  };
};

const sortKeys = (record: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

import * as z from 'zod/mini';
import { ModelError } from '../errors.ts';
import { checkConsistency } from './consistency.ts';
import { CONTENT_HASH_FIELD, checkContentHash } from './content-hash.ts';
import { MODEL_FILE_KIND, MODEL_FORMAT_VERSION, type ModelFile } from './model-file.ts';
import { describeIssue } from './issue.ts';
import { modelFileSchema } from './schema.ts';

/** Characters of a model file at most: a hundred times what an ensemble with a forest of 500 trees takes. */
const MAX_LENGTH = 2 ** 28;

/** How a model file is read. */
export interface ParseOptions {
  /**
   * Whether the content hash is taken on trust, as that of files which come with the library: to work it out takes as long as
   * all the rest.
   */
  readonly isTrusted?: boolean;
}

/**
 * Reads the text of a model file. Throws MODEL_FILE_TOO_LARGE, MODEL_FILE_NOT_JSON, MODEL_FILE_OTHER_KIND, MODEL_FILE_OTHER_VERSION,
 * MODEL_FILE_INVALID or MODEL_FILE_INCONSISTENT with the JSON path of the fault, or MODEL_FILE_TAMPERED.
 */
export const parseModelFile = (text: string, { isTrusted = false }: ParseOptions = {}): ModelFile => {
  const document = parseJson(text);
  checkFormat(document);
  const { [CONTENT_HASH_FIELD]: hash, ...content } = document;
  const result = z.safeParse(modelFileSchema, content);
  if (!result.success) throw new ModelError('MODEL_FILE_INVALID', describeIssue(result.error.issues[0]));
  checkConsistency(result.data);
  if (!isTrusted) checkContentHash({ ...content, [CONTENT_HASH_FIELD]: hash });
  return result.data;
};

const parseJson = (text: string): unknown => {
  if (text.length > MAX_LENGTH) {
    throw new ModelError('MODEL_FILE_TOO_LARGE', `${text.length} characters, at most ${MAX_LENGTH}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelError('MODEL_FILE_NOT_JSON', String(error), { cause: error });
  }
};

/** Looked at first, so that a file of another kind or a later version is not called damaged. */
function checkFormat(document: unknown): asserts document is Readonly<Record<string, unknown>> {
  const isObject = typeof document === 'object' && document !== null;
  const kind = isObject && 'kind' in document ? document.kind : undefined;
  if (kind !== MODEL_FILE_KIND) {
    throw new ModelError('MODEL_FILE_OTHER_KIND', `$.kind is not ${JSON.stringify(MODEL_FILE_KIND)}`);
  }
  const version = isObject && 'formatVersion' in document ? document.formatVersion : undefined;
  if (version !== MODEL_FORMAT_VERSION) {
    const found = version === undefined ? 'absent' : JSON.stringify(version);
    throw new ModelError(
      'MODEL_FILE_OTHER_VERSION',
      `$.formatVersion is ${found}, not ${MODEL_FORMAT_VERSION}`,
    );
  }
}

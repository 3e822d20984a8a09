import { type ModelFile, ModelError, parseModelFile } from '@networkml/model';
import { BUNDLED_MODELS } from '@networkml/pretrained';
import { readFile } from 'node:fs/promises';
import { PipelineError } from '../errors.ts';
import { readText } from '../files.ts';

/** The names of the bundled models. */
export const bundledModelNames: readonly string[] = Object.keys(BUNDLED_MODELS);

/**
 * Loads a bundled model by its name, or a model file by its path, whose content hash is checked; a bundled one came with this
 * library, and its hash is checked where `isVerified` asks for it.
 *
 * @throws PipelineError PIPELINE_UNKNOWN_MODEL, PIPELINE_BAD_MODEL with what is wrong and where.
 */
export const loadModel = async (
  nameOrPath: string,
  { isVerified = false }: { readonly isVerified?: boolean } = {},
): Promise<ModelFile> => {
  const bundled = new Map<string, URL>(Object.entries(BUNDLED_MODELS)).get(nameOrPath);
  const text = bundled === undefined ? await readModelText(nameOrPath) : await readFile(bundled, 'utf8');
  try {
    return parseModelFile(text, { isTrusted: bundled !== undefined && !isVerified });
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new PipelineError('PIPELINE_BAD_MODEL', `${nameOrPath}: ${cause.message}`, { cause });
  }
};

/** Bytes of a model file at most, after unpacking: a hundred times what an ensemble with a forest of 500 trees takes. */
const MAX_MODEL_BYTES = 2 ** 28;

const readModelText = async (path: string): Promise<string> => {
  try {
    return await readText(path, { maxBytes: MAX_MODEL_BYTES });
  } catch (cause) {
    if (!(cause instanceof PipelineError) || cause.code !== 'PIPELINE_UNREADABLE') throw cause;
    const names = bundledModelNames.join(', ');
    throw new PipelineError(
      'PIPELINE_UNKNOWN_MODEL',
      `${path} is no file, and the bundled models are ${names}`,
      { cause },
    );
  }
};

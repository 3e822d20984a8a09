import { type FeatureSet, builtinSets } from '@networkml/featurizer';
import type { ModelFile } from '@networkml/model';
import { PipelineError } from '../errors.ts';
import { loadModel } from './load-model.ts';

/** What is to be said of a model file. */
export interface VerifiedModel {
  /** The path, or the name of a bundled model. */
  readonly file: string;
  /** The model; null where it cannot be used. */
  readonly model: ModelFile | null;
  /** Why it cannot be used: a code of `MODEL_ERRORS` or `PIPELINE_ERRORS`, and a sentence with the place; null where it can. */
  readonly problem: { readonly code: string; readonly message: string } | null;
  /** What it needs and this library does not have, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Checks a model file: that it can be read and is JSON, follows the schema, does not contradict itself, has the content its
 * hash is of, and needs features that there are. What is wrong is told and not thrown.
 */
export const verifyModel = async (
  file: string,
  known: readonly FeatureSet[] = builtinSets,
): Promise<VerifiedModel> => {
  try {
    const model = await loadModel(file, { isVerified: true });
    return { file, model, problem: null, warnings: missingFeatures(model, known) };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { file, model: null, problem: problemOf(error), warnings: [] };
  }
};

/** The code of what was found in the file, where it could be read at all. */
const problemOf = (error: PipelineError): { code: string; message: string } => {
  const { cause, code, message } = error;
  const isCoded = cause instanceof Error && 'code' in cause && error.code === 'PIPELINE_BAD_MODEL';
  return { code: isCoded ? String(cause.code) : code, message };
};

const missingFeatures = (model: ModelFile, known: readonly FeatureSet[]): string[] =>
  model.featureSets.flatMap(({ id, version }) => {
    const set = known.find((candidate) => candidate.id === id);
    if (set === undefined) return [`It needs the feature set ${id}, which is not built in.`];
    return set.version === version
      ? []
      : [`It needs version ${version} of ${id}; this library computes version ${set.version}.`];
  });

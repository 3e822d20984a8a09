import { type EstimatorCandidate, ModelError } from '@networkml/model';
import { DEFAULT_CANDIDATES, parseGrid } from '@networkml/model/training';
import { readText } from './files.ts';

/** What `--estimator` may be. */
export type EstimatorChoice = 'mlp' | 'random-forest' | 'extra-trees' | 'ensemble' | 'majority';

/** A network wide enough for a few hundred features, beside trees that err in other ways. */
const ENSEMBLE_MEMBERS = [{ hiddenLayers: [128] }, { estimator: 'extraTrees' }] as const;

const CANDIDATES: Readonly<Record<EstimatorChoice, readonly EstimatorCandidate[]>> = {
  mlp: DEFAULT_CANDIDATES,
  'random-forest': [{ estimator: 'randomForest' }],
  'extra-trees': [{ estimator: 'extraTrees' }],
  ensemble: [{ estimator: 'ensemble', members: ENSEMBLE_MEMBERS }],
  majority: [{ estimator: 'majority' }],
};

/**
 * The hyperparameters to choose from: those of a grid file (YAML or JSON) if there is one, else the usual ones of the estimator.
 *
 * @throws PipelineError PIPELINE_UNREADABLE; ModelError naming the file and the place in it.
 */
export const readCandidates = async (
  estimator: EstimatorChoice,
  gridPath: string | undefined,
): Promise<readonly EstimatorCandidate[]> => {
  if (gridPath === undefined) return CANDIDATES[estimator];
  const text = await readText(gridPath);
  try {
    return parseGrid(text);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new ModelError(cause.code, `${gridPath}: ${cause.detail}`, { cause });
  }
};

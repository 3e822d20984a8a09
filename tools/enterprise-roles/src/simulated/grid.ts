import { fileURLToPath } from 'node:url';
import type { EstimatorCandidate } from '@networkml/model';
import { parseGrid } from '@networkml/model/training';
import { readText } from '@networkml/pipeline';

const GRID = fileURLToPath(
  new URL('../../../traffic-simulator/grids/enterprise-roles.yaml', import.meta.url),
);

/** The estimators that `enterprise-roles` is chosen from. @throws PipelineError PIPELINE_UNREADABLE; ModelError MODEL_GRID_INVALID. */
export const enterpriseGrid = async (): Promise<readonly EstimatorCandidate[]> =>
  parseGrid(await readText(GRID));

import { availableParallelism } from 'node:os';
import { ACCURACY_PAGE, measuredWith, publishPart } from '@networkml/pages';
import { DEFAULT_FEATURE_SET, findFeatureSets } from '@networkml/pipeline';
import { note } from '@networkml/pipeline/command-line';
import { withFoldThreads } from '@networkml/pipeline/training';
import { enterpriseGrid } from '../simulated/grid.ts';
import { loadSimulated } from '../simulated/load-simulated.ts';
import { simulateRows } from '../simulated/simulate.ts';
import { measureRoles } from './measure-roles.ts';
import { renderRoles } from './render-roles.ts';

/** What `accuracy:roles` is asked for. */
export interface AccuracyRequest {
  /** The captures that the model was trained on. */
  readonly simulated: string;
  /** Whether the tables go into docs/accuracy.md. */
  readonly write: boolean;
}

/** Sites that no training draws. */
const FRESH = { sites: 8, devicesPerRole: 4, seed: 1007 } as const;

/** Trains again without what each judgement needs, prints the tables, and keeps them in docs/accuracy.md where asked to. */
export const accuracyRoles = async ({ simulated, write }: AccuracyRequest): Promise<void> => {
  const sets = findFeatureSets([DEFAULT_FEATURE_SET]);
  note('features of the training sites, then of sites of another seed');
  const training = await loadSimulated(simulated, sets);
  const fresh = await simulateRows(FRESH, sets);
  const candidates = await enterpriseGrid();
  note('validation');
  const accuracy = await withFoldThreads(availableParallelism(), (executor) =>
    measureRoles(training, fresh, { candidates, executor }),
  );
  const sites = new Set(training.groupings.group).size;
  const text = [
    `${measuredWith('npm run accuracy:roles -- --write')}, on the ${training.roles.length} captures of ${sites} sites that the model was trained on, and on ${fresh.roles.length} of ${FRESH.sites} sites of seed ${FRESH.seed}.`,
    renderRoles(accuracy),
  ].join('\n\n');
  await publishPart({ page: ACCURACY_PAGE, name: 'accuracy roles', write }, text);
};

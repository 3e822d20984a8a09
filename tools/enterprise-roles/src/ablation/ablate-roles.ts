import { availableParallelism } from 'node:os';
import {
  ACCURACY_PAGE,
  decimals,
  markdownTable,
  measuredWith,
  publishPart,
  withInterval,
} from '@networkml/pages';
import { DEFAULT_FEATURE_SET, findFeatureSets } from '@networkml/pipeline';
import { note } from '@networkml/pipeline/command-line';
import { withFoldThreads } from '@networkml/pipeline/training';
import { loadHostRows } from '../hosts/host-rows.ts';
import { readKnownHosts } from '../hosts/known-hosts.ts';
import { CONFIDENT } from '../transfer/score-transfer.ts';
import { enterpriseGrid } from '../simulated/grid.ts';
import { simulateRows } from '../simulated/simulate.ts';
import { type VariantFigures, measureVariants } from './measure-variants.ts';
import { VARIANTS } from './variants.ts';

/** What `ablate:roles` is asked for. */
export interface AblationRequest {
  /** Captures of real hosts, and `ROLES.tsv`. */
  readonly folder: string;
  /** Whether the table goes into docs/accuracy.md. */
  readonly write: boolean;
}

const SIZE = { sites: 8, devicesPerRole: 3, packets: 8_000 } as const;
const TRAINING_SEEDS = [2007, 3007, 4007, 5007] as const;
const JUDGING_SEED = 1007;

/** Trains on sites that vary in less, prints the table, and keeps it in docs/accuracy.md where asked to. */
export const ablateRoles = async ({ folder, write }: AblationRequest): Promise<void> => {
  const sets = findFeatureSets([DEFAULT_FEATURE_SET]);
  const hosts = await readKnownHosts(folder);
  const real = await loadHostRows(folder, hosts, sets);
  const fresh = await simulateRows({ ...SIZE, seed: JUDGING_SEED }, sets);
  const [candidate] = await enterpriseGrid();
  const figures = await withFoldThreads(availableParallelism(), (executor) =>
    measureVariants(
      {
        variants: VARIANTS,
        seeds: TRAINING_SEEDS,
        simulate: ({ name, without }, seed) => {
          note(`${name}, seed ${seed}`);
          return simulateRows({ ...SIZE, seed, without }, sets);
        },
        options: { candidates: [candidate], executor },
      },
      { fresh, real },
    ),
  );
  const text = [
    `${measuredWith('npm run ablate:roles -- --write')}. Each model learned from ${SIZE.sites * SIZE.devicesPerRole * new Set(fresh.roles).size} captures of ${SIZE.sites} sites, fewer than the bundled one did; figures are means over ${TRAINING_SEEDS.length} seeds of those sites. All are judged on ${fresh.roles.length} captures of ${SIZE.sites} other sites on which everything varies, and on the ${hosts.length} real hosts.`,
    renderVariants(figures),
  ].join('\n\n');
  await publishPart({ page: ACCURACY_PAGE, name: 'accuracy ablation', write }, text);
};

const renderVariants = (figures: readonly VariantFigures[]): string =>
  markdownTable(
    [
      'what does not vary',
      'fresh sites',
      'difference',
      'real hosts',
      'difference',
      'among the first three',
      `wrong above ${CONFIDENT}`,
    ],
    figures.map(
      ({ name, fresh, freshDifference, real, realDifference, realTop3, realConfidentlyWrong }, index) => [
        name,
        withInterval(fresh),
        index === 0 ? '' : withInterval(freshDifference),
        withInterval(real, decimals(2)),
        index === 0 ? '' : withInterval(realDifference, decimals(2)),
        withInterval(realTop3, decimals(2)),
        withInterval(realConfidentlyWrong, decimals(2)),
      ],
    ),
  );

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FeatureSet } from '@networkml/featurizer';
import type { LabelledTable } from '@networkml/pipeline';
import { loadSimulated } from './load-simulated.ts';

const SIMULATOR = fileURLToPath(new URL('../../../traffic-simulator/src/main.ts', import.meta.url));
const run = promisify(execFile);

/** Random sites whose devices are captured. */
export interface Simulation {
  readonly sites: number;
  readonly devicesPerRole: number;
  readonly seed: number;
  /** Captures stop after so many; the simulator's own bound unless given. */
  readonly packets?: number;
  /** Kinds of variety to hold still, by the names that the simulator knows; none unless given. */
  readonly without?: readonly string[];
}

/**
 * Simulates sites as `npm run simulate` does and computes the features of their devices; the captures are gone afterwards.
 *
 * @throws Error with the simulator's own words where it refuses; as `loadSimulated`.
 */
export const simulateRows = async (
  { devicesPerRole, without = [], ...rest }: Simulation,
  sets: readonly FeatureSet[],
): Promise<LabelledTable> => {
  const directory = await mkdtemp(join(tmpdir(), 'simulated-sites-'));
  const options = { ...rest, 'devices-per-role': devicesPerRole, without: without.join(',') };
  const named = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  try {
    await run(process.execPath, [
      '--conditions=@networkml/source',
      SIMULATOR,
      ...named,
      `--output=${directory}`,
    ]);
    return await loadSimulated(directory, sets);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

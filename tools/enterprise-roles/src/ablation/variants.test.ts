import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findFeatureSets } from '@networkml/pipeline';
import { simulateRows } from '../simulated/simulate.ts';
import { measureVariants } from './measure-variants.ts';
import { VARIANTS } from './variants.ts';

const SIMULATOR = fileURLToPath(new URL('../../../traffic-simulator/src/main.ts', import.meta.url));
const TINY = { sites: 2, devicesPerRole: 1, packets: 150 } as const;
const sets = findFeatureSets(['device']);

describe('variants', () => {
  it('hold still every kind that the simulator knows, one by one and all together', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=@networkml/source',
      SIMULATOR,
      '--help',
    ]);
    const known = /--without (\S+)\]/.exec(stdout)?.[1].split(',');
    expect(VARIANTS.at(-1)?.without).toEqual(known);
    expect(VARIANTS.slice(1, -1).map(({ without }) => without)).toEqual(known?.map((kind) => [kind]));
  });
});

describe('measureVariants', () => {
  it('judges models of every variant on the same rows, and takes differences from the first', async () => {
    const judged = await simulateRows({ ...TINY, seed: 5 }, sets);
    const [all] = VARIANTS;
    const figures = await measureVariants(
      {
        variants: [all, { ...all, name: 'again' }],
        seeds: [6],
        simulate: (_, seed) => simulateRows({ ...TINY, seed }, sets),
        options: { candidates: [{ estimator: 'extraTrees', trees: 20 }] },
      },
      { fresh: judged, real: judged },
    );
    const [first, again] = figures;
    expect(first.fresh.estimate).toBeGreaterThan(1 / 12);
    expect(first.real.estimate).toBe(first.fresh.estimate);
    expect(first.realTop3.estimate).toBeGreaterThanOrEqual(first.real.estimate);
    expect(again).toEqual({ ...first, name: 'again' });
    expect(again.freshDifference).toEqual({ estimate: 0, low: 0, high: 0 });
  }, 60_000);

  it('passes on what the simulator refuses', async () => {
    const refused = simulateRows({ ...TINY, seed: 5, without: ['weather'] }, sets);
    await expect(refused).rejects.toThrow('SIMULATOR_BAD_OPTION');
  });
});

import { findFeatureSets } from '@networkml/pipeline';
import { describe, expect, it } from 'vitest';
import { loadSimulated } from '../simulated/load-simulated.ts';
import { simulateRows } from '../simulated/simulate.ts';
import { measureRoles } from './measure-roles.ts';
import { renderRoles } from './render-roles.ts';

const sets = findFeatureSets(['device']);
const TINY = { sites: 4, devicesPerRole: 2, packets: 150 } as const;

describe('measureRoles', () => {
  it('judges every row out of fold, by site and by family of systems, and those of other sites by the model', async () => {
    const training = await simulateRows({ ...TINY, seed: 1 }, sets);
    const fresh = await simulateRows({ ...TINY, sites: 2, seed: 2 }, sets);
    const accuracy = await measureRoles(training, fresh, {
      candidates: [{ estimator: 'extraTrees', trees: 30 }],
    });
    const { sitesApart, unseenSystems, freshSites } = accuracy;
    expect(sitesApart.report.rowCount).toBe(training.roles.length);
    expect(freshSites.report.rowCount).toBe(fresh.roles.length);
    expect(freshSites.report.accuracy).toBeGreaterThan(0.25);
    // A role that one family alone plays cannot be judged where that family is left out.
    expect(unseenSystems.report.rowCount).toBeGreaterThan(training.roles.length / 2);
    const ofFamilies = unseenSystems.families.reduce((sum, { rows }) => sum + rows, 0);
    expect(ofFamilies).toBe(unseenSystems.report.rowCount);
    const right = unseenSystems.families.reduce(
      (sum, { rows, accuracy: own }) => sum + rows * own.estimate,
      0,
    );
    expect(right / ofFamilies).toBeCloseTo(unseenSystems.report.accuracy);
    expect(renderRoles(accuracy)).toMatch(/^\| Printer +\| +\d\.\d\d \(/m);
  }, 60_000);
});

describe('loadSimulated', () => {
  it('says what to run where nothing was simulated', async () => {
    await expect(loadSimulated('nowhere', sets)).rejects.toMatchObject({
      code: 'PIPELINE_UNREADABLE',
      detail: expect.stringContaining('npm run train:enterprise-roles') as unknown,
    });
  });
});

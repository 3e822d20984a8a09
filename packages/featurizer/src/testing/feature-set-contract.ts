import { IDENTITY_TRIAL, LOADING_TRIALS, READING_TRIALS } from '../contract/trials.ts';
import { FeatureError } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';

/** The two functions of a test runner that are needed: those of Vitest, Jest and `node:test` serve. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, body: () => void) => unknown;
}

/** With what to test a feature set, and what it is excused from. */
export interface FeatureSetTestOptions extends TestRunner {
  /**
   * Why values may tell addresses, port numbers or the time of day; a set that gives no reason must not. The claim is
   * tested as well: a reason that is no longer needed makes the test fail.
   */
  readonly leaksIdentity?: string;
}

/**
 * Declares the tests of the contract that every feature set keeps, one test a sentence. They run on a small capture made
 * in memory.
 *
 * ```ts
 * import { describe, it } from 'node:test'; // or 'vitest'
 * describeFeatureSet(mySet, { describe, it });
 * ```
 */
export const describeFeatureSet = (set: FeatureSet, options: FeatureSetTestOptions): void => {
  const { describe, it, leaksIdentity } = options;
  describe(`feature set ${set.id}`, () => {
    for (const { title, run } of [...LOADING_TRIALS, ...READING_TRIALS]) it(title, () => run(set));
    if (leaksIdentity === undefined) it(IDENTITY_TRIAL.title, () => IDENTITY_TRIAL.run(set));
    else it(`tells addresses, ports or times, as it says: ${leaksIdentity}`, () => demandLeak(set));
  });
};

const demandLeak = (set: FeatureSet): void => {
  try {
    IDENTITY_TRIAL.run(set);
  } catch (error) {
    if (error instanceof FeatureError && error.code === 'FEATURE_DEPENDS_ON_IDENTITY') return;
    throw error;
  }
  throw new Error(`${set.id} gives the same values for other addresses and times: leave leaksIdentity away.`);
};

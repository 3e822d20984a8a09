import { describe, expect, it } from 'vitest';

import { defineFeatureSet } from '../feature-set.ts';
import { builtinSets } from '../sets/builtin.ts';
import { describeFeatureSet } from './feature-set-contract.ts';

/** Why a set that is compatible with NetworkML is excused. */
const leaks = (id: string): { leaksIdentity?: string } =>
  id.startsWith('networkml-')
    ? { leaksIdentity: 'NetworkML has the time of the latest packet among its columns' }
    : {};

for (const set of builtinSets) describeFeatureSet(set, { describe, it, ...leaks(set.id) });

describe('describeFeatureSet', () => {
  const setOf = (value: (seconds: number) => number) =>
    defineFeatureSet({
      id: 'latest',
      version: 1,
      level: 'device',
      columns: { latest: { unit: 'seconds', doc: 'Time of the latest packet; 0 if there is none.' } },
      create() {
        let latest = 0;
        return {
          observe(batch, row) {
            latest = value(batch.seconds[row]);
          },
          finish: () => ({ latest }),
        };
      },
    });
  /** Titles of tests that were declared, each with what its body threw. */
  const declared = (set: Parameters<typeof describeFeatureSet>[0], leaksIdentity?: string): string[] => {
    const outcomes: string[] = [];
    describeFeatureSet(set, {
      describe: (_, body) => body(),
      it: (title, body) => {
        try {
          body();
          outcomes.push(`passed: ${title}`);
        } catch (error) {
          outcomes.push(`failed: ${title}: ${error instanceof Error ? error.message : ''}`);
        }
      },
      ...(leaksIdentity === undefined ? {} : { leaksIdentity }),
    });
    return outcomes;
  };

  it('declares a test for each sentence of the contract, all of which a good set passes', () => {
    const outcomes = declared(setOf(() => 1));
    expect(outcomes).toHaveLength(11);
    expect(outcomes.filter((outcome) => outcome.startsWith('failed'))).toEqual([]);
  });

  it('finds a set that tells the time of day', () => {
    const failed = declared(setOf((seconds) => seconds)).filter((outcome) => outcome.startsWith('failed'));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toContain('FEATURE_DEPENDS_ON_IDENTITY, set latest, column latest');
  });

  it('lets a set tell the time that says so, and no set that only says so', () => {
    const outcomes = declared(
      setOf((seconds) => seconds),
      'it is the time',
    );
    expect(outcomes).toContain('passed: tells addresses, ports or times, as it says: it is the time');
    const idle = declared(
      setOf(() => 1),
      'it is the time',
    );
    expect(idle.at(-1)).toContain('failed');
    expect(idle.at(-1)).toContain('leave leaksIdentity away');
  });
});

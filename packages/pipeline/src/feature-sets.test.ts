import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFeatureSets, knownFeatureSets, resolveFeatureSets } from './feature-sets.ts';
import { fileWith } from './testing/samples.ts';

const plugin = (id: string): string =>
  `import { defineFeatureSet } from '@networkml/featurizer';
export const mine = defineFeatureSet({
  id: '${id}',
  version: 1,
  level: 'device',
  columns: { mine: { unit: 'count', doc: 'Always 1.' } },
  create: () => ({ observe: () => undefined, finish: () => ({ mine: 1 }) }),
});`;

describe('feature sets', () => {
  it('are found by id, in the order asked for', async () => {
    const file = fileWith('mine.ts', plugin('my-set'));
    const sets = await resolveFeatureSets(['my-set', 'networkml-host'], { plugins: [file] });
    expect(sets.map(({ id }) => id)).toEqual(['my-set', 'networkml-host']);
  });

  it('of plug-ins are relative to a directory', async () => {
    const directory = dirname(fileWith('mine.ts', plugin('my-set')));
    const known = await knownFeatureSets({ plugins: ['./mine.ts'], directory });
    expect(known.at(-1)?.id).toBe('my-set');
  });

  it('that are not there are refused with those that are, and how there could be more', () => {
    expect(() => findFeatureSets(['absent'])).toThrow(/absent \(there are .*networkml-host.*--plugin/);
    expect(() => findFeatureSets(['absent'])).toThrow('PIPELINE_UNKNOWN_FEATURE_SET');
  });

  it('of one id are refused', async () => {
    const taken = fileWith('mine.ts', plugin('networkml-host'));
    await expect(knownFeatureSets({ plugins: [taken] })).rejects.toMatchObject({
      code: 'PIPELINE_DUPLICATE_FEATURE_SET',
      detail: expect.stringContaining('networkml-host') as string,
    });
  });

  it('load no plug-in loader unless there are plug-ins', () => {
    const source = readFileSync(new URL('feature-sets.ts', import.meta.url), 'utf8');
    expect(source).not.toMatch(/^import .*load-plugins/m);
  });
});

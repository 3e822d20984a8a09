import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtinSets, defineFeatureSet } from '@networkml/featurizer';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readFeatureAccuracy } from './feature-accuracy.ts';
import { featuresPage } from './features-page.ts';

const some = defineFeatureSet({
  id: 'some',
  version: 1,
  level: 'device',
  doc: 'Good for something.',
  columns: { a: { unit: 'flag', doc: 'Yes or no.', group: 'answers' } },
  create: () => ({ observe: () => undefined, finish: () => ({ a: 0 }) }),
});

const accuracy = {
  command: 'npm run x',
  date: '2026-11-24',
  dataset: 'Twenty captures.',
  rows: [
    {
      features: 'some',
      estimator: 'MLP',
      validation: '10-fold',
      accuracy: 0.95,
      weightedF1: 0.9,
      columns: 9,
    },
  ],
  ablation: [{ group: 'answers', columns: 8, accuracy: 0.5, heldOut: 0.25 }],
};

const fileWith = (value: unknown): URL => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-docs-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'accuracy.json'), JSON.stringify(value));
  return pathToFileURL(join(directory, 'accuracy.json'));
};

describe('featuresPage', () => {
  it('lists every set, and describes each with its columns by group', () => {
    const page = featuresPage([some], undefined);
    expect(page).toContain('| [`some`](#some) | 1 | device | 1 | Good for something. |');
    expect(page).toContain('### answers\n\n| column | unit | meaning |\n| --- | --- | --- |\n| `a` | flag |');
    expect(page).not.toContain('told apart');
  });

  it('tells what was measured, with the command', () => {
    const page = featuresPage([some], accuracy);
    expect(page).toContain('Twenty captures. Measured on 2026-11-24 by `npm run x`.');
    expect(page).toContain('| `some` | 9 | MLP | 10-fold | 0.950 | 0.900 |');
    expect(page).toContain('| answers | 8 | 0.500 | 0.250 |');
  });

  it('names a column of the built-in sets once for each set that is no variant of another', () => {
    const page = featuresPage(builtinSets, undefined);
    const [host] = builtinSets.filter(({ id }) => id === 'networkml-host');
    for (const column of Object.keys(host.columns))
      expect(page.split(`| \`${column}\` |`).length - 1).toBeGreaterThanOrEqual(1);
    expect(page).toContain('### Quirks kept by networkml-host\n');
    expect(page).toContain('- The others of `networkml-host`.');
  });
});

describe('readFeatureAccuracy', () => {
  it('gives nothing where nobody has measured', () => {
    expect(readFeatureAccuracy(new URL('absent.json', import.meta.url))).toBeUndefined();
  });

  it('reads what was measured, and refuses anything else', () => {
    expect(readFeatureAccuracy(fileWith(accuracy))).toEqual(accuracy);
    expect(() => readFeatureAccuracy(fileWith({ ...accuracy, date: 'yesterday' }))).toThrow('date');
    expect(() => readFeatureAccuracy(fileWith({ ...accuracy, note: 1 }))).toThrow('note');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const WORKSPACE = new URL('../../../../', import.meta.url);

/** Source files behind the workspace's entry points, as their packages' exports say. */
const sourceOf = (specifier: string, from: URL): URL => {
  if (specifier.startsWith('.')) return new URL(specifier, from);
  const [, name, entry = 'index'] = specifier.split('/');
  return new URL(`packages/${name}/src/${entry}.ts`, WORKSPACE);
};

/** Every file of the workspace that a file loads at once, by following its static value imports. */
const filesLoadedBy = (file: URL, seen: Set<string> = new Set()): Set<string> => {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  const source = readFileSync(file, 'utf8').replaceAll(/^(import|export) type [^;]*;/gm, '');
  for (const [, specifier] of source.matchAll(/from '((?:\.|@networkml\/)[^']*)'/g)) {
    filesLoadedBy(sourceOf(specifier, file), seen);
  }
  return seen;
};

const namesLoadedBy = (...files: readonly string[]): string[] =>
  files
    .flatMap((file) => [...filesLoadedBy(new URL(file, import.meta.url))])
    .map((href) => href.slice(WORKSPACE.href.length));

const TRAINING = ['packages/model/src/training.ts', 'packages/pipeline/src/training.ts'];

describe('a process that only predicts', () => {
  it('loads nothing that trains', () => {
    const names = namesLoadedBy('./predict.ts', '../main.ts');
    expect(names).toContain('packages/model/src/predictor.ts');
    expect(names.filter((name) => TRAINING.includes(name) || name.includes('/engine/'))).toEqual([]);
  });

  it('loads no reports, unlike one that evaluates', () => {
    const isReport = (name: string) => name.startsWith('packages/evaluation/') || name.includes('/report/');
    expect(namesLoadedBy('./predict.ts', '../main.ts').filter(isReport)).toEqual([]);
    expect(namesLoadedBy('./evaluate.ts').filter(isReport)).not.toEqual([]);
  });

  it('loads a model, unlike one that only reads captures', () => {
    const reading = ['features', 'featurize', 'info', 'parse'].map((verb) => `./${verb}.ts`);
    const names = namesLoadedBy(...reading, '../main.ts');
    expect(names).toContain('packages/featurizer/src/featurizer.ts');
    expect(names.filter((name) => /^packages\/(model|evaluation)\//.test(name))).toEqual([]);
  });

  it('trains nothing, unlike one that does', () => {
    expect(namesLoadedBy('./train.ts')).toEqual(expect.arrayContaining(TRAINING));
  });
});

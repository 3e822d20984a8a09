import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every file an entry point loads, by following its value imports. */
const filesLoadedBy = (file: URL, seen: Set<string> = new Set()): Set<string> => {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  const source = readFileSync(file, 'utf8').replaceAll(/^(import|export) type [^;]*;/gm, '');
  for (const [, path] of source.matchAll(/from '(\.[^']*)'/g)) filesLoadedBy(new URL(path, file), seen);
  return seen;
};

const namesLoadedBy = (entry: string): string[] =>
  [...filesLoadedBy(new URL(entry, import.meta.url))].map((href) => href.replace(/.*\/src\//, ''));

const isTraining = (name: string): boolean =>
  name.startsWith('engine/') ||
  name.startsWith('selection/') ||
  /mlp-classifier|fit-classifier|fit-forest|forest\/grow\//.test(name);

describe('the entry points', () => {
  it('keep everything that trains out of a process that only predicts', () => {
    expect(namesLoadedBy('./index.ts').filter(isTraining)).toEqual([]);
    expect(namesLoadedBy('./index.ts')).toContain('predictor.ts');
  });

  it('have what reads and writes other formats of models behind ./exchange', () => {
    const isExchange = (name: string): boolean => /^(import|export)\//.test(name);
    expect(namesLoadedBy('./exchange.ts').filter(isExchange)).not.toEqual([]);
    expect(namesLoadedBy('./exchange.ts').filter(isTraining)).toEqual([]);
    expect(namesLoadedBy('./index.ts').filter(isExchange)).toEqual([]);
  });

  it('have everything that trains behind ./training', () => {
    expect(namesLoadedBy('./training.ts')).toEqual(
      expect.arrayContaining(['engine/reference-engine.ts', 'selection/grid-search.ts']),
    );
  });
});

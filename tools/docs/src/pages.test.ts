import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages } from './pages.ts';

describe('pages', () => {
  it.each(Object.entries(pages()))(
    'is written to docs/%s as the code has it; npm run docs renews it',
    (name, text) => {
      expect(readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );
});

import { describe, expect, it } from 'vitest';

import { builtinSets } from './builtin.ts';

describe('builtinSets', () => {
  it('have different ids, and a sentence for every column', () => {
    expect(builtinSets.map(({ id }) => id)).toEqual([
      'device',
      'networkml-host',
      'networkml-host-tshark3',
      'networkml-sessionhost',
      'networkml-sessionhost-tshark3',
    ]);
    const docs = builtinSets.flatMap(({ columns }) => Object.values(columns).map(({ doc }) => doc));
    expect(docs.filter((doc) => !/^[A-Z].+\.$/.test(doc))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';

import { fnv1a64, hashSchema } from './schema-hash.ts';

describe('fnv1a64', () => {
  // Test vectors of the FNV authors (isthe.com/chongo/src/fnv/test_fnv.c).
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('hashes %j as its authors do', (text, hash) => {
    expect(fnv1a64(text)).toBe(hash);
  });
});

describe('hashSchema', () => {
  const schema = { featureSets: [{ id: 'a', version: 1 }], columns: [{ name: 'x' }, { name: 'y' }] };

  it('is the same for the same schema', () => {
    expect(hashSchema(structuredClone(schema))).toBe(hashSchema(schema));
  });

  it('is told anew where the same columns come from other sets', () => {
    const before = hashSchema(schema);
    expect(hashSchema({ ...schema, featureSets: [{ id: 'a', version: 3 }] })).not.toBe(before);
    expect(hashSchema(schema)).toBe(before);
  });

  it.each([
    ['version', { ...schema, featureSets: [{ id: 'a', version: 2 }] }],
    ['set', { ...schema, featureSets: [{ id: 'b', version: 1 }] }],
    ['order of columns', { ...schema, columns: [{ name: 'y' }, { name: 'x' }] }],
    ['column', { ...schema, columns: [{ name: 'x' }] }],
    ['boundary between names', { ...schema, columns: [{ name: 'xy' }] }],
  ])('changes with another %s', (_, other) => {
    expect(hashSchema(other)).not.toBe(hashSchema(schema));
  });
});

import { describe, expect, it } from 'vitest';

import { defineFeatureSet, type FeatureSetDefinition } from './feature-set.ts';

const columns = { sent: { unit: 'packets', doc: 'Packets the device sent.' } } as const;
const definition: FeatureSetDefinition<typeof columns> = {
  id: 'counts',
  version: 1,
  level: 'device',
  columns,
  create: () => ({ observe: () => undefined, finish: () => ({ sent: 0 }) }),
};

describe('defineFeatureSet', () => {
  it('gives the set back, not needing last headers unless it says so', () => {
    expect(defineFeatureSet(definition)).toMatchObject({ id: 'counts', needsLastHeaders: false });
    expect(defineFeatureSet({ ...definition, needsLastHeaders: true }).needsLastHeaders).toBe(true);
  });

  it('does not compile where finish gives another column than the declared ones', () => {
    const observe = (): void => undefined;
    // @ts-expect-error -- `sent` is missing
    defineFeatureSet({ ...definition, create: () => ({ observe, finish: () => ({ received: 1 }) }) });
    defineFeatureSet({
      id: 'counts',
      version: 1,
      level: 'device',
      columns,
      // @ts-expect-error -- `received` is not declared
      create: () => ({ observe, finish: () => ({ sent: 1, received: 1 }) }),
    });
    defineFeatureSet({
      id: 'counts',
      version: 1,
      level: 'device',
      columns: { sent: { unit: 'packets', doc: 'Packets the device sent.' } },
      // @ts-expect-error -- `received` is not declared
      create() {
        let sent = 0;
        return {
          observe() {
            sent += 1;
          },
          finish: () => ({ sent, received: 1 }),
        };
      },
    });
    expect(definition.create().finish()).toEqual({ sent: 0 });
  });

  it.each([
    ['an id that is not kebab-case', { id: 'My Set' }],
    ['version 0', { version: 0 }],
    ['a version that is no whole number', { version: 1.5 }],
  ])('refuses %s', (_, change) => {
    expect(() => defineFeatureSet({ ...definition, ...change })).toThrow('FEATURE_BAD_SET');
  });

  it('refuses a set without columns', () => {
    const create = () => ({ observe: () => undefined, finish: () => ({}) });
    expect(() => defineFeatureSet({ ...definition, columns: {}, create })).toThrow('no columns');
  });

  it('refuses a column name that is no word', () => {
    const create = () => ({ observe: () => undefined, finish: () => ({ 'a,b': 0 }) });
    const bad = { 'a,b': { unit: 'count', doc: 'Nothing.' } } as const;
    expect(() => defineFeatureSet({ ...definition, columns: bad, create })).toThrow('column a,b');
  });

  it('refuses a column that is named like row identity', () => {
    const create = () => ({ observe: () => undefined, finish: () => ({ packets: 0 }) });
    const reserved = { packets: { unit: 'packets', doc: 'Packets.' } } as const;
    expect(() => defineFeatureSet({ ...definition, columns: reserved, create })).toThrow(
      'FEATURE_RESERVED_COLUMN, set counts, column packets',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { IntegerSet } from './integer-set.ts';

describe('IntegerSet', () => {
  it('holds every distinct number once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xfffffffe })), (values) => {
        const set = new IntegerSet(1000);
        for (const value of [...values, ...values]) set.add(value);
        expect(set.size).toBe(new Set(values).size);
      }),
    );
  });

  it('takes in no more than its bound', () => {
    const set = new IntegerSet(3);
    for (const value of [5, 6, 7, 8, 9, 5]) set.add(value);
    expect(set.size).toBe(3);
  });
});

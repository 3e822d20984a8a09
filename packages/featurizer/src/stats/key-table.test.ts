import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { KeyTable, NO_PLACE } from './key-table.ts';

describe('KeyTable', () => {
  it('numbers keys like a map from their words, in the order met', () => {
    const key = fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
        const table = new KeyTable(3, 1000);
        const known = new Map<string, number>();
        for (const words of keys) {
          const name = words.join();
          if (!known.has(name)) known.set(name, known.size);
          expect(table.place(Uint32Array.from(words))).toBe(known.get(name));
        }
        expect(table.size).toBe(known.size);
      }),
    );
  });

  it('gives no place beyond its bound, and still finds those it gave', () => {
    const table = new KeyTable(1, 2);
    expect([5, 6, 7, 5, 7].map((word) => table.place(Uint32Array.of(word)))).toEqual([
      0,
      1,
      NO_PLACE,
      0,
      NO_PLACE,
    ]);
  });
});

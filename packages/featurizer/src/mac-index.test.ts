import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createMacIndex } from './mac-index.ts';

describe('createMacIndex', () => {
  it('behaves like a map from 48-bit numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 48 - 1 }), { maxLength: 500 }), (macs) => {
        const index = createMacIndex<string>();
        macs.forEach((mac) => index.add(mac, `station ${mac}`));
        expect(macs.map((mac) => index.get(mac))).toEqual(macs.map((mac) => `station ${mac}`));
      }),
    );
  });

  it('tells addresses apart that differ in the upper half only', () => {
    const index = createMacIndex<number>();
    index.add(1, 10);
    expect(index.get(2 ** 32 + 1)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MacIndex, UNMET } from './mac-index.ts';

describe('MacIndex', () => {
  it('behaves like a map from 48-bit numbers', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 48 - 1 }), { maxLength: 500 }), (macs) => {
        const index = new MacIndex();
        macs.forEach((mac, number) => index.add(mac, number));
        expect(macs.map((mac) => index.get(mac))).toEqual(macs.map((_, number) => number));
      }),
    );
  });

  it('tells addresses apart that differ in the upper half only', () => {
    const index = new MacIndex();
    index.add(1, 10);
    expect(index.get(2 ** 32 + 1)).toBe(UNMET);
  });
});

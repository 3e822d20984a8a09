import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeIntegers, encodeIntegers } from './packed-integers.ts';

const base64 = (...bytes: number[]): string => Buffer.from(bytes).toString('base64');

describe('encodeIntegers', () => {
  it('writes LEB128', () => {
    // 624485 is the example of the DWARF standard.
    expect(encodeIntegers(Int32Array.of(0, 127, 128, 624485))).toBe(
      base64(0, 0x7f, 0x80, 0x01, 0xe5, 0x8e, 0x26),
    );
  });
});

describe('decodeIntegers', () => {
  it('gives back every integer', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31 - 1)), (integers) => {
        const packed = Int32Array.from(integers);
        expect(decodeIntegers(encodeIntegers(packed))).toEqual(packed);
      }),
    );
  });

  it('takes no text that encodeIntegers would not write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const integers = decodeIntegers(base64(...bytes));
        if (integers !== undefined) expect(encodeIntegers(integers)).toBe(base64(...bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['an integer cut short', base64(1, 0x80)],
    ['a needless byte', base64(0x81, 0)],
    ['an integer above 31 bits', base64(0xff, 0xff, 0xff, 0xff, 0x08)],
    ['an integer without an end', base64(...Array<number>(2000).fill(0xff))],
    ['a long way of writing nothing', base64(...Array<number>(200).fill(0x80), 1)],
    ['what is not base64', '*'],
  ])('refuses %s', (_, text) => {
    expect(decodeIntegers(text)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDoubles, encodeDoubles } from './base64.ts';

describe('encodeDoubles', () => {
  it('writes the base64 any other tool writes for the little-endian bytes', () => {
    fc.assert(
      fc.property(fc.float64Array(), (numbers) => {
        expect(encodeDoubles(numbers)).toBe(
          Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64'),
        );
      }),
    );
  });
});

describe('decodeDoubles', () => {
  it('gives back every bit', () => {
    fc.assert(
      fc.property(fc.float64Array(), (numbers) => {
        expect(decodeDoubles(encodeDoubles(numbers))).toEqual(numbers);
      }),
    );
  });

  it('keeps the sign of zero', () => {
    expect(decodeDoubles(encodeDoubles(Float64Array.of(-0)))).toEqual(Float64Array.of(-0));
  });

  it.each(['A', 'AAAA', 'AAAAAAAAAAA', 'AAAA\nAAAAAA=', 'AAAAAAAAAé==', '====', 'AA=AAAAAAAA='])(
    'refuses %j',
    (text) => {
      expect(decodeDoubles(text)).toBeUndefined();
    },
  );
});

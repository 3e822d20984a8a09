import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes, decodeDoubles, encodeBytes, encodeDoubles } from './base64.ts';

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

  it.each([
    'A',
    'AAAA',
    'AAAAAAAAAAA',
    'AAAA\nAAAAAA=',
    'AAAAAAAAAé==',
    '====',
    'AA=AAAAAAAA=',
    'AAAAAAAAAAB=',
    'AAAAAAAAAA=A',
  ])('refuses %j', (text) => {
    expect(decodeDoubles(text)).toBeUndefined();
  });
});

describe('decodeBytes', () => {
  it('gives back bytes of any number', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBytes(encodeBytes(bytes))).toEqual(bytes);
      }),
    );
  });

  it('takes no text that encodeBytes would not write', () => {
    const text = fc.string({
      unit: fc.constantFrom('A', 'Q', 'g', 'w', '9', '+', '/', '=', '-', '\n', 'é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (text) => {
        const bytes = decodeBytes(text);
        if (bytes !== undefined) expect(encodeBytes(bytes)).toBe(text);
        else expect(Buffer.from(text, 'base64').toString('base64')).not.toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

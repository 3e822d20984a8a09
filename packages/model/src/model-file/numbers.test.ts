import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { encodeDoubles } from './base64.ts';
import { packedNumbers } from './numbers.ts';

describe('packedNumbers', () => {
  it('takes half the space for numbers of single precision', () => {
    const numbers = Float64Array.of(1.5, -0, Math.fround(0.1), Number.POSITIVE_INFINITY);
    const written = z.encode(packedNumbers, numbers);
    expect(written).toEqual({
      singles: Buffer.from(Float32Array.from(numbers).buffer).toString('base64'),
    });
    expect(z.parse(packedNumbers, written)).toEqual(numbers);
  });

  it.each([
    ['one that needs double precision', [1.5, 0.1]],
    ['NaN', [1.5, Number.NaN]],
  ])('keeps every bit beside %s', (_, values) => {
    const numbers = Float64Array.from(values);
    const written = z.encode(packedNumbers, numbers);
    expect(written).toBe(encodeDoubles(numbers));
    expect(z.parse(packedNumbers, written)).toEqual(numbers);
  });

  it('reads singles that were written as doubles', () => {
    const numbers = Float64Array.of(1.5, 2.5);
    expect(z.parse(packedNumbers, encodeDoubles(numbers))).toEqual(numbers);
  });

  it.each(['AAAA', { singles: 'AAAA' }, { singles: 'AAAAAAAA', doubles: 'AAAA' }, {}, 1])(
    'refuses %j',
    (packed) => {
      expect(z.safeParse(packedNumbers, packed).success).toBe(false);
    },
  );
});

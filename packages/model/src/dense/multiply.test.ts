import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import { multiply, transposed, viewOf } from './multiply.ts';

const randomNumbers = (length: number, seed: number): Float64Array => {
  const rng = createRng(seed);
  return new Float64Array(length).map(() => rng.next() - 0.5);
};

const size = fc.integer({ min: 0, max: 11 });

describe('multiply', () => {
  it('equals the sum over k in order, bit for bit, for sizes that tiles do and do not divide', () => {
    fc.assert(
      fc.property(size, size, size, (n, k, m) => {
        const a = randomNumbers(n * k, 1);
        const b = randomNumbers(k * m, 2);
        const out = new Float64Array(n * m);
        multiply(viewOf(a, n, k), viewOf(b, k, m), viewOf(out, n, m));
        const expected = out.map((_, i) => {
          let sum = 0;
          for (let j = 0; j < k; j++) sum += a[Math.floor(i / m) * k + j] * b[j * m + (i % m)];
          return sum;
        });
        expect(out).toEqual(expected);
      }),
    );
  });

  it('multiplies transposes without copying them', () => {
    const a = viewOf(Float64Array.of(1, 2, 3, 4, 5, 6), 3, 2);
    const out = viewOf(new Float64Array(4), 2, 2);
    multiply(transposed(a), a, out); // aᵀ · a
    expect(out.values).toEqual(Float64Array.of(35, 44, 44, 56));
  });

  it('writes no row beyond the view', () => {
    const out = new Float64Array(6).fill(-1);
    multiply(viewOf(Float64Array.of(2, 3), 2, 1), viewOf(Float64Array.of(1, 1), 1, 2), viewOf(out, 2, 2));
    expect(out).toEqual(Float64Array.of(2, 2, 3, 3, -1, -1));
  });
});

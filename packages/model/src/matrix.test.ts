import { describe, expect, it } from 'vitest';
import { argmaxRows, matrixFromRows, selectRows } from './matrix.ts';

describe('selectRows', () => {
  it('copies the named rows in the given order', () => {
    const x = matrixFromRows([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
    expect(selectRows(x, Int32Array.of(2, 0, 2))).toEqual(matrixFromRows([[5, 6], [1, 2], [5, 6]])); // prettier-ignore
  });
});

describe('argmaxRows', () => {
  it('names the largest column of each row, the first of equals', () => {
    const x = matrixFromRows([[0, 3, 2], [5, 5, 1], [-2, -3, -1]]); // prettier-ignore
    expect(argmaxRows(x)).toEqual(Int32Array.of(1, 0, 2));
  });
});

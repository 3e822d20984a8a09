import { describe, expect, it } from 'vitest';
import { matrixFromRows } from '../matrix.ts';
import { StandardScaler } from './standard-scaler.ts';

describe('StandardScaler', () => {
  it('centres and divides by the population standard deviation', () => {
    const fitted = new StandardScaler().fit(matrixFromRows([[1, 10], [3, 30], [5, 20], [7, 40]])); // prettier-ignore
    expect(fitted.mean).toEqual(Float64Array.of(4, 25));
    expect(fitted.scale).toEqual(Float64Array.of(Math.sqrt(5), Math.sqrt(125)));
    expect(fitted.transform(matrixFromRows([[4 + Math.sqrt(5), 25]])).values).toEqual(Float64Array.of(1, 0));
  });

  it('leaves constant columns at scale 1', () => {
    expect(new StandardScaler().fit(matrixFromRows([[5, 0], [5, 0], [5, 0]])).scale).toEqual(Float64Array.of(1, 1)); // prettier-ignore
  });

  it('takes a variance that is only rounding error for a constant column, as scikit-learn', () => {
    const nearly = matrixFromRows(Array.from({ length: 10 }, (_, i) => [1e9 + (i % 2) * 1e-7, i % 2]));
    const { scale } = new StandardScaler().fit(nearly);
    expect(scale).toEqual(Float64Array.of(1, 0.5));
  });

  it('cuts standardised values at the limit, if there is one', () => {
    const fitted = new StandardScaler(2).fit(matrixFromRows([[0], [2]]));
    expect(fitted.transform(matrixFromRows([[2], [100], [-100]])).values).toEqual(Float64Array.of(1, 2, -2));
  });

  it('refuses another number of columns and no rows', () => {
    const fitted = new StandardScaler().fit(matrixFromRows([[1, 2]]));
    expect(() => fitted.transform(matrixFromRows([[1]]))).toThrow('MODEL_SHAPE_MISMATCH');
    expect(() => new StandardScaler().fit(matrixFromRows([]))).toThrow('MODEL_BAD_TRAINING_DATA');
  });
});

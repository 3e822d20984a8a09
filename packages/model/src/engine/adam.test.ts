import { describe, expect, it } from 'vitest';
import { DEFAULT_MLP_PARAMS } from '../estimators/mlp-params.ts';
import { adam } from './adam.ts';

describe('adam', () => {
  it('moves by the learning rate on the first step, whatever the size of the gradient', () => {
    const values = Float64Array.of(1, 1);
    adam([{ values, gradient: Float64Array.of(1000, -0.001) }], DEFAULT_MLP_PARAMS).step(0.001);
    expect(values[0]).toBeCloseTo(0.999, 9);
    expect(values[1]).toBeCloseTo(1.001, 6);
  });

  it('finds the minimum of a parabola', () => {
    const values = Float64Array.of(5);
    const gradient = Float64Array.of(0);
    const optimizer = adam([{ values, gradient }], DEFAULT_MLP_PARAMS);
    for (let i = 0; i < 500; i++) {
      gradient[0] = 2 * (values[0] - 3);
      optimizer.step(0.1);
    }
    expect(values[0]).toBeCloseTo(3, 3);
  });
});

import { describe, expect, it } from 'vitest';
import { matrixFromRows } from '../matrix.ts';
import { applyInputTransform } from './input-transform.ts';

describe('applyInputTransform', () => {
  const x = matrixFromRows([[0, Math.E - 1, 1 - Math.E]]);

  it('leaves values alone with none', () => {
    expect(applyInputTransform('none', x)).toBe(x);
  });

  it('takes logarithms on both sides of 0 with signedLog', () => {
    const { values } = applyInputTransform('signedLog', x);
    expect(values[0]).toBe(0);
    expect(values[1]).toBeCloseTo(1, 15);
    expect(values[2]).toBeCloseTo(-1, 15);
  });
});

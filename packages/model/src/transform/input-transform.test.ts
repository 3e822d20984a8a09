import { describe, expect, it } from 'vitest';
import { matrixFromRows } from '../matrix.ts';
import { applyInputTransform, undoInputTransform } from './input-transform.ts';

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

describe('undoInputTransform', () => {
  it.each(['none', 'signedLog'] as const)('takes %s back', (transform) => {
    const x = matrixFromRows([[0, 12.5, -3e9]]);
    undoInputTransform(transform, applyInputTransform(transform, x)).values.forEach((value, i) => {
      expect(Math.abs(value - x.values[i])).toBeLessThanOrEqual(1e-12 * Math.abs(x.values[i]));
    });
  });
});

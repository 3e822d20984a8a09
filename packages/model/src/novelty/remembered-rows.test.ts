import { describe, expect, it } from 'vitest';
import { matrixFromRows } from '../matrix.ts';
import { fitNovelty } from './fit-novelty.ts';
import { rememberedRows } from './remembered-rows.ts';

const x = matrixFromRows([
  [0, 1000],
  [3, -20],
  [-7, 1],
]);
const y = Int32Array.of(0, 0, 1);

describe('rememberedRows', () => {
  it.each(['none', 'signedLog'] as const)('are the training rows, after %s as well', (inputTransform) => {
    const { values, rowCount, columnCount } = rememberedRows(fitNovelty(x, y, { inputTransform, seed: 1 }));
    expect({ rowCount, columnCount }).toEqual({ rowCount: 3, columnCount: 2 });
    values.forEach((value, i) => {
      expect(Math.abs(value - x.values[i])).toBeLessThan(1e-4 * Math.max(1, Math.abs(x.values[i])));
    });
  });

  it('end where the detector cuts', () => {
    const record = fitNovelty(matrixFromRows([[0], [2]]), Int32Array.of(0, 0), {
      inputTransform: 'none',
      inputLimit: 0.5,
      seed: 1,
    });
    expect([...rememberedRows(record).values]).toEqual([0.5, 1.5]);
  });
});

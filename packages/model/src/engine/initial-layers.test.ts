import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import { initialLayers } from './initial-layers.ts';

describe('initialLayers', () => {
  const layers = initialLayers([90, 60, 3], createRng(5));

  it('chains the widths, with softmax at the end only', () => {
    expect(layers.map(({ inputs, outputs, activation }) => [inputs, outputs, activation])).toEqual([
      [90, 60, 'relu'],
      [60, 3, 'softmax'],
    ]);
  });

  it('fills the bounds of Glorot evenly on both sides of 0', () => {
    const bound = Math.sqrt(6 / 150);
    const { weights } = layers[0];
    expect(Math.max(...weights)).toBeLessThanOrEqual(bound);
    expect(Math.max(...weights)).toBeGreaterThan(0.99 * bound);
    expect(Math.min(...weights)).toBeLessThan(-0.99 * bound);
  });
});

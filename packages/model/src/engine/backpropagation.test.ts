import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { backpropagation } from './backpropagation.ts';
import { initialLayers } from './initial-layers.ts';

const STEP = 1e-6;

describe('backpropagation', () => {
  const { x, y, classCount } = makeBlobs(9, { classCount: 3, columnCount: 5, seed: 4 });
  const rows = Int32Array.of(8, 0, 3, 4, 2, 7, 1);
  const start = (alpha: number) => {
    const layers = initialLayers([5, 6, 4, classCount], createRng(11));
    return backpropagation(layers, { x, y, batchSize: rows.length, alpha });
  };

  it.each([0, 0.3])('gives the slopes that small steps of each parameter show, with alpha %d', (alpha) => {
    const network = start(alpha);
    network.run(rows);
    const analytic = network.trainables.map(({ gradient }) => gradient.slice());
    network.trainables.forEach(({ values }, array) => {
      values.forEach((value, i) => {
        values[i] = value + STEP;
        const above = network.run(rows);
        values[i] = value - STEP;
        const below = network.run(rows);
        values[i] = value;
        expect(analytic[array][i]).toBeCloseTo((above - below) / (2 * STEP), 6);
      });
    });
    expect(Math.max(...analytic.map((slopes) => Math.max(...slopes)))).toBeGreaterThan(0.01);
  });

  it('gives the same for a batch that is smaller than its buffers', () => {
    const whole = start(0.1);
    whole.run(rows);
    const few = rows.subarray(0, 3);
    const expected = backpropagation(initialLayers([5, 6, 4, classCount], createRng(11)), {
      x,
      y,
      batchSize: 3,
      alpha: 0.1,
    });
    expect(whole.run(few)).toBe(expected.run(few));
    expect(whole.trainables).toEqual(expected.trainables);
  });

  it('counts ln(classes) for a network that knows nothing', () => {
    const layers = initialLayers([5, classCount], createRng(1));
    for (const layer of layers) {
      layer.weights.fill(0);
      layer.biases.fill(0);
    }
    expect(backpropagation(layers, { x, y, batchSize: 7, alpha: 1 }).run(rows)).toBeCloseTo(Math.log(3), 14);
  });
});

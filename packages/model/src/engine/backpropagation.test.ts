import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import { makeBlobs } from '../testing/blobs.ts';
import type { HiddenActivation } from '../dense/layer.ts';
import { type Backpropagation, type BatchSource, backpropagation } from './backpropagation.ts';
import type { Dropout } from './dropout.ts';
import { initialLayers } from './initial-layers.ts';

const STEP = 1e-6;

describe('backpropagation', () => {
  const { x, y, classCount } = makeBlobs(9, { classCount: 3, columnCount: 5, seed: 4 });
  const rows = Int32Array.of(8, 0, 3, 4, 2, 7, 1);
  const start = (
    alpha: number,
    activation: HiddenActivation = 'relu',
    options: Partial<BatchSource> = {},
  ) => {
    const layers = initialLayers([5, 6, 4, classCount], createRng(11), activation);
    return backpropagation(layers, { x, y, batchSize: rows.length, alpha, ...options });
  };

  const rowWeights = Float64Array.from({ length: 9 }, (_, row) => 0.5 + row / 4);
  /** Leaves out the same units each time, so that small steps can be compared. */
  const dropout: Dropout = {
    share: 0.25,
    fill(factors, { rowCount, units }) {
      for (let i = 0; i < rowCount * units; i++) factors[i] = i % 4 === 1 ? 0 : 4 / 3;
    },
  };

  it.each<[string, Backpropagation]>([
    ['relu', start(0)],
    ['a penalty', start(0.3)],
    ['tanh', start(0, 'tanh')],
    ['logistic', start(0.1, 'logistic')],
    ['identity', start(0, 'identity')],
    ['weights of rows', start(0.1, 'relu', { rowWeights })],
    ['dropout', start(0.1, 'tanh', { dropout, rowWeights })],
  ])('gives the slopes that small steps of each parameter show, with %s', (_, network) => {
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

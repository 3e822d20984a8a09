import { describe, expect, it } from 'vitest';
import { initialLayers } from '../engine/initial-layers.ts';
import { type Matrix, selectRows, zeros } from '../matrix.ts';
import { createRng } from '../rng.ts';
import { applyInputTransform, type InputTransform } from '../transform/input-transform.ts';
import { FittedStandardScaler } from '../transform/standard-scaler.ts';
import { DenseNetwork, type DenseNetworkParts } from './dense-network.ts';
import { forwardLayer } from './forward.ts';
import { type DenseLayer, HIDDEN_ACTIVATIONS } from './layer.ts';
import { viewOf } from './multiply.ts';

/** Values of every size, as features have: zeros, shares, counts, times in microseconds. */
const rawRows = (rowCount: number, columnCount: number): Matrix => {
  const rng = createRng(5);
  const x = zeros(rowCount, columnCount);
  x.values.forEach((_, i) => {
    const size = 10 ** Math.floor(rng.next() * 18 - 4);
    x.values[i] = rng.next() < 0.3 ? 0 : (rng.next() - 0.3) * size;
  });
  return x;
};

const rounded = (layers: readonly DenseLayer[]): readonly DenseLayer[] =>
  layers.map((layer) => ({
    ...layer,
    weights: layer.weights.map(Math.fround),
    biases: layer.biases.map(Math.fround),
  }));

const scalerOf = (d: number, inputTransform: InputTransform) => ({
  mean: Float64Array.from({ length: d }, (_, i) => (i % 5) / 3),
  scale: Float64Array.from({ length: d }, (_, i) =>
    inputTransform === 'none' ? 1e6 * (1 + (i % 7)) : 1 + i / 9,
  ),
  limit: 4,
});

/** The same in plain TypeScript and double precision. */
const expectedOf = ({ inputTransform, scaler, layers }: DenseNetworkParts, x: Matrix): Float64Array => {
  const { mean, scale, limit } = scaler;
  const scaled = new FittedStandardScaler(mean, scale, limit).transform(
    applyInputTransform(inputTransform, x),
  );
  return layers.reduce(
    (input, layer) => {
      const output = viewOf(new Float64Array(x.rowCount * layer.outputs), x.rowCount, layer.outputs);
      forwardLayer(layer, input, output);
      return output;
    },
    viewOf(scaled.values, x.rowCount, x.columnCount),
  ).values;
};

const greatestDifference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - b[i])), 0);

const x = rawRows(71, 23);

describe('DenseNetwork', () => {
  describe.each(['none', 'signedLog'] as const)('with the input transform %s', (inputTransform) => {
    it.each(HIDDEN_ACTIVATIONS)('equals the plain computation to rounding errors, with %s', (activation) => {
      const layers = initialLayers([23, 17, 9, 5], createRng(3), activation);
      const parts = { inputTransform, scaler: scalerOf(23, inputTransform), layers };
      const probabilities = new DenseNetwork(parts).predictProbabilities(x).values;
      expect(greatestDifference(probabilities, expectedOf(parts, x))).toBeLessThan(1e-13);
    });

    it.each(HIDDEN_ACTIVATIONS)(
      'is as exact as single precision for weights of it, with %s',
      (activation) => {
        const layers = rounded(initialLayers([23, 17, 9, 5], createRng(3), activation));
        const parts = { inputTransform, scaler: scalerOf(23, inputTransform), layers };
        const difference = greatestDifference(
          new DenseNetwork(parts).predictProbabilities(x).values,
          expectedOf(parts, x),
        );
        expect(difference).toBeLessThan(2e-6);
        expect(difference).toBeGreaterThan(0);
      },
    );
  });

  it.each([
    ['double', initialLayers([23, 17, 5], createRng(3))],
    ['single', rounded(initialLayers([23, 17, 5], createRng(3)))],
  ])('gives a row the same bits alone and among others, in %s precision', (_, layers) => {
    const network = new DenseNetwork({
      inputTransform: 'signedLog',
      scaler: scalerOf(23, 'signedLog'),
      layers,
    });
    const all = network.predictProbabilities(x).values;
    for (const row of [0, 5, 63, 64, 70]) {
      const alone = network.predictProbabilities(selectRows(x, Int32Array.of(row))).values;
      expect(alone).toEqual(all.slice(row * 5, (row + 1) * 5));
      expect(alone.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
    }
  });

  it('keeps networks apart that predict in turns', () => {
    const scaler = scalerOf(23, 'none');
    const [one, other] = [1, 2].map(
      (seed) =>
        new DenseNetwork({
          inputTransform: 'none',
          scaler,
          layers: initialLayers([23, 4, 3], createRng(seed)),
        }),
    );
    const first = one.predictProbabilities(x);
    expect(other.predictProbabilities(x)).not.toEqual(first);
    expect(one.predictProbabilities(x)).toEqual(first);
  });

  it('refuses another number of columns, and takes no rows for an answer', () => {
    const layers = initialLayers([23, 3], createRng(1));
    const network = new DenseNetwork({ inputTransform: 'none', scaler: scalerOf(23, 'none'), layers });
    expect(() => network.predictProbabilities(zeros(1, 22))).toThrow('MODEL_SHAPE_MISMATCH');
    expect(network.predictProbabilities(zeros(0, 23)).values.length).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { argmaxRows, matrixFromRows } from '../matrix.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { StandardScaler } from '../transform/standard-scaler.ts';
import { MlpClassifier } from './mlp-classifier.ts';

const XOR = { x: matrixFromRows([[0, 0], [0, 1], [1, 0], [1, 1]]), y: Int32Array.of(0, 1, 1, 0) }; // prettier-ignore

const blobs = () => {
  const { x, y, classCount } = makeBlobs(120, { classCount: 4, columnCount: 6 });
  return { x: new StandardScaler().fit(x).transform(x), y, classCount };
};

const bytesOf = (seed: number): string => {
  const { x, y, classCount } = blobs();
  const { layers } = new MlpClassifier({ hiddenLayers: [8], maxEpochs: 20 }).fit(x, y, { classCount, seed });
  return layers.map(({ weights, biases }) => `${weights.join()};${biases.join()}`).join();
};

describe('MlpClassifier', () => {
  it('learns XOR, which no linear model can', () => {
    const network = new MlpClassifier({ hiddenLayers: [16], learningRate: 0.02, maxEpochs: 1000 }).fit(
      XOR.x,
      XOR.y,
      {
        classCount: 2,
        seed: 1,
      },
    );
    expect(argmaxRows(network.predictProbabilities(XOR.x))).toEqual(XOR.y);
  });

  it('separates blobs with the default hyperparameters', () => {
    const { x, y, classCount } = blobs();
    const network = new MlpClassifier().fit(x, y, { classCount, seed: 3 });
    expect(argmaxRows(network.predictProbabilities(x))).toEqual(y);
  });

  it('lowers the loss and stops on its plateau', () => {
    const { x, y, classCount } = blobs();
    const losses: number[] = [];
    new MlpClassifier({ maxEpochs: 2000 }).fit(x, y, {
      classCount,
      seed: 1,
      onEpoch: (epoch, loss) => {
        losses.push(loss);
        expect(epoch).toBe(losses.length);
      },
    });
    expect(losses.length).toBeLessThan(2000);
    expect(losses[losses.length - 1]).toBeLessThan(losses[0] / 10);
  });

  it('gives the same weights, bit for bit, for the same seed', () => {
    expect(bytesOf(5)).toBe(bytesOf(5));
  });

  it('gives other weights for another seed', () => {
    expect(bytesOf(5)).not.toBe(bytesOf(6));
  });

  it('gives probabilities that sum to 1, and no row depends on the others', () => {
    const { x, y, classCount } = blobs();
    const network = new MlpClassifier({ maxEpochs: 5 }).fit(x, y, { classCount: classCount + 1, seed: 3 });
    const all = network.predictProbabilities(x).values;
    expect(all.length).toBe(120 * 5);
    const seventh = { values: x.values.slice(6 * 6, 7 * 6), rowCount: 1, columnCount: 6 };
    const alone = network.predictProbabilities(seventh).values;
    expect(alone).toEqual(all.slice(6 * 5, 7 * 5));
    expect(alone.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
  });

  it('says that training diverged', () => {
    const { x, y, classCount } = blobs();
    const wild = new MlpClassifier({ learningRate: 1e300 });
    expect(() => wild.fit(x, y, { classCount, seed: 1 })).toThrow('MODEL_DIVERGED');
  });

  it.each([
    [{ hiddenLayers: [0] }, 'hiddenLayers'],
    [{ learningRate: 0 }, 'learningRate'],
    [{ beta2: 1 }, 'beta2'],
    [{ alpha: -1 }, 'alpha'],
    [{ batchSize: 1.5 }, 'batchSize'],
    [{ maxEpochs: 0 }, 'maxEpochs'],
  ])('refuses %j', (params, name) => {
    expect(() => new MlpClassifier(params).fit(XOR.x, XOR.y, { classCount: 2, seed: 1 })).toThrow(
      `${name} (MODEL_BAD_PARAMETER)`,
    );
  });

  it.each([
    ['no rows', matrixFromRows([]), Int32Array.of()],
    ['too few labels', matrixFromRows([[1], [2]]), Int32Array.of(0)],
    ['a class out of range', matrixFromRows([[1]]), Int32Array.of(2)],
    ['a value that is not a number', matrixFromRows([[NaN]]), Int32Array.of(0)],
  ])('refuses %s', (_, x, y) => {
    expect(() => new MlpClassifier().fit(x, y, { classCount: 2, seed: 1 })).toThrow(
      'MODEL_BAD_TRAINING_DATA',
    );
  });
});

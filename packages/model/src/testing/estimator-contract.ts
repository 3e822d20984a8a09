import { describe, expect, it } from 'vitest';
import type { FitClassifierOptions } from '../estimators/fit-classifier.ts';
import type { FittedClassifier } from '../estimators/fitted-classifier.ts';
import { type Labels, type Matrix, argmaxRows, matrixFromRows, selectRows } from '../matrix.ts';
import { makeBlobs } from './blobs.ts';

/** What the contract has to know of an estimator. */
export interface EstimatorUnderTest {
  readonly fit: (
    x: Matrix,
    y: Labels,
    options: Pick<FitClassifierOptions, 'classCount' | 'seed'>,
  ) => FittedClassifier;
  /** Writes the model down and reads it again. */
  readonly reread: (model: FittedClassifier) => FittedClassifier;
  /** Whether it learns anything at all, and so depends on the seed. */
  readonly learns: boolean;
}

const SEED = 3;

const blobs = () => makeBlobs(60, { classCount: 3, columnCount: 5 });

/** Rows of `x` that sum to 1 within rounding, every value from 0 to 1. */
const expectProbabilities = ({ values, rowCount, columnCount }: Matrix): void => {
  for (let row = 0; row < rowCount; row++) {
    const probabilities = values.subarray(row * columnCount, (row + 1) * columnCount);
    expect(probabilities.every((p) => p >= 0 && p <= 1 + 1e-12)).toBe(true);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  }
};

/** What everything that can be fitted must do; `fit-classifier.test.ts` runs it over every kind. */
export const describeEstimator = (name: string, estimator: EstimatorUnderTest): void => {
  const { fit, reread, learns } = estimator;
  describe(`${name}, fitted,`, () => {
    it('gives a probability for each class, and rows sum to 1', () => {
      const { x, y } = blobs();
      const predicted = fit(x, y, { classCount: 3, seed: SEED }).predictProbabilities(x);
      expect(predicted).toMatchObject({ rowCount: 60, columnCount: 3 });
      expectProbabilities(predicted);
    });

    it.runIf(learns)('tells classes apart that are far from each other', () => {
      const { x, y, classCount } = blobs();
      expect(argmaxRows(fit(x, y, { classCount, seed: SEED }).predictProbabilities(x))).toEqual(y);
    });

    it('is the same, bit for bit, for the same seed', () => {
      const { x, y, classCount } = blobs();
      const [one, other] = [1, 2].map(() => fit(x, y, { classCount, seed: SEED }));
      expect(one.record).toEqual(other.record);
      expect(one.predictProbabilities(x)).toEqual(other.predictProbabilities(x));
    });

    it.runIf(learns)('is another for another seed', () => {
      const { x, y, classCount } = blobs();
      const [one, other] = [1, 2].map((seed) => fit(x, y, { classCount, seed }));
      expect(one.record).not.toEqual(other.record);
    });

    it('leaves rows and labels as they were', () => {
      const { x, y, classCount } = blobs();
      fit(x, y, { classCount, seed: SEED }).predictProbabilities(x);
      expect({ x, y, classCount }).toEqual(blobs());
    });

    it('gives a row the same answer alone and among others', () => {
      const { x, y, classCount } = blobs();
      const model = fit(x, y, { classCount, seed: SEED });
      const all = model.predictProbabilities(x).values;
      for (const row of [0, 7, 59]) {
        const alone = model.predictProbabilities(selectRows(x, Int32Array.of(row)));
        expect(alone.values).toEqual(all.slice(row * 3, (row + 1) * 3));
      }
      expect(model.predictProbabilities(selectRows(x, new Int32Array(0))).values).toHaveLength(0);
    });

    it('gives the same bits after a trip through a model file', () => {
      const { x, y, classCount } = blobs();
      const model = fit(x, y, { classCount, seed: SEED });
      const again = reread(model);
      expect(again.record).toEqual(model.record);
      expect(again.predictProbabilities(x)).toEqual(model.predictProbabilities(x));
    });

    it('never says a class that no row had is likely', () => {
      const { x, y } = blobs();
      const predicted = fit(x, y, { classCount: 5, seed: SEED }).predictProbabilities(x);
      expect(predicted.columnCount).toBe(5);
      expectProbabilities(predicted);
      expect([...argmaxRows(predicted)].every((label) => label < 3)).toBe(true);
    });

    it('takes rows of a single class', () => {
      const { x } = blobs();
      const predicted = fit(x, new Int32Array(60).fill(1), {
        classCount: 2,
        seed: SEED,
      }).predictProbabilities(x);
      expect(new Set(argmaxRows(predicted))).toEqual(new Set([1]));
    });

    it('takes a single row, constant columns and equal rows of different classes', () => {
      const single = fit(matrixFromRows([[1, 2]]), Int32Array.of(0), { classCount: 1, seed: SEED });
      expect([...single.predictProbabilities(matrixFromRows([[1, 2]])).values]).toEqual([1]);
      const twins = matrixFromRows([[1, 0], [1, 0], [1, 0], [1, 0]]); // prettier-ignore
      const torn = fit(twins, Int32Array.of(0, 1, 0, 1), { classCount: 2, seed: SEED });
      expectProbabilities(torn.predictProbabilities(twins));
    });

    it('says what each column did, which sums to the probability', () => {
      const { x, y, classCount } = blobs();
      const model = fit(x, y, { classCount, seed: SEED });
      const probabilities = model.predictProbabilities(x).values;
      for (const row of [0, 13, 31]) {
        for (let label = 0; label < classCount; label++) {
          const { bias, values } = model.contributions(x.values.slice(row * 5, (row + 1) * 5), label);
          expect(values).toHaveLength(5);
          const sum = values.reduce((total, value) => total + value, bias);
          // Networks approximate an integral; trees are exact.
          expect(Math.abs(sum - probabilities[row * classCount + label])).toBeLessThan(0.02);
        }
      }
    });

    it('refuses rows of another width', () => {
      const { x, y, classCount } = blobs();
      const model = fit(x, y, { classCount, seed: SEED });
      expect(() => model.predictProbabilities(matrixFromRows([[1, 2, 3]]))).toThrow('MODEL_SHAPE_MISMATCH');
    });

    it.each([
      ['no rows', matrixFromRows([]), Int32Array.of()],
      ['too few labels', matrixFromRows([[1], [2]]), Int32Array.of(0)],
      ['a class out of range', matrixFromRows([[1]]), Int32Array.of(2)],
      ['a class below 0', matrixFromRows([[1]]), Int32Array.of(-1)],
      ['a value that is not a number', matrixFromRows([[NaN]]), Int32Array.of(0)],
      ['a value without bounds', matrixFromRows([[-Infinity]]), Int32Array.of(0)],
      [
        'a matrix of another size',
        { values: new Float64Array(3), rowCount: 2, columnCount: 2 },
        Int32Array.of(0, 1),
      ],
    ])('cannot be made of %s', (_, x, y) => {
      expect(() => fit(x, y, { classCount: 2, seed: SEED })).toThrow('MODEL_BAD_TRAINING_DATA');
    });

    it('cannot be made with a seed that is not one', () => {
      const { x, y, classCount } = blobs();
      expect(() => fit(x, y, { classCount, seed: -1 })).toThrow('MODEL_BAD_PARAMETER');
    });
  });
};

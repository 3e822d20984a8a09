import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scorer } from '@networkml/model';
import { confusionMatrix, confusions } from './confusion.ts';
import { accuracy, precisionRecallF1, weightedF1 } from './metrics.ts';

/**
 * Ten rows of four classes, of which class 3 occurs nowhere and class 2 is never predicted.
 * Right: 3 of class 0, 3 of class 1. Wrong: 1 of class 0 as 1, 2 of class 2 as 1, 1 of class 2 as 0.
 */
const TRUTH = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2);
const PREDICTED = Int32Array.of(0, 0, 0, 1, 1, 1, 1, 1, 1, 0);
const COUNTS = [
  [3, 1, 0, 0],
  [0, 3, 0, 0],
  [1, 2, 0, 0],
  [0, 0, 0, 0],
];

const labelPairs = fc.integer({ min: 1, max: 6 }).chain((classCount) => {
  const label = fc.integer({ min: 0, max: classCount - 1 });
  return fc.record({
    classCount: fc.constant(classCount),
    pairs: fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 }),
  });
});

const columnsOf = (pairs: readonly (readonly [number, number])[]): readonly [Int32Array, Int32Array] => [
  Int32Array.from(pairs, ([truth]) => truth),
  Int32Array.from(pairs, ([, predicted]) => predicted),
];

describe('confusionMatrix', () => {
  it('counts rows by true class down and predicted class across', () => {
    expect(confusionMatrix(TRUTH, PREDICTED, 4)).toEqual(COUNTS);
  });

  it.each([
    ['EVALUATION_LENGTHS', Int32Array.of(0), Int32Array.of(0, 1)],
    ['EVALUATION_CLASS', Int32Array.of(2), Int32Array.of(0)],
    ['EVALUATION_CLASS', Int32Array.of(0), Int32Array.of(-1)],
  ])('throws %s where the rows cannot be counted', (code, truth, predicted) => {
    expect(() => confusionMatrix(truth, predicted, 2)).toThrow(expect.objectContaining({ code }));
  });
});

describe('confusions', () => {
  it('lists the wrong cells, most rows first', () => {
    expect(confusions(COUNTS)).toEqual([
      { truth: 2, predicted: 1, count: 2, share: 2 / 3 },
      { truth: 0, predicted: 1, count: 1, share: 1 / 4 },
      { truth: 2, predicted: 0, count: 1, share: 1 / 3 },
    ]);
  });
});

describe('accuracy', () => {
  it('is the share of right rows', () => {
    expect(accuracy(TRUTH, PREDICTED)).toBe(0.6);
  });

  it('is 0 without rows', () => {
    expect(accuracy(Int32Array.of(), Int32Array.of())).toBe(0);
  });

  it('equals the trace of the confusion matrix over its total', () => {
    fc.assert(
      fc.property(labelPairs, ({ classCount, pairs }) => {
        const [truth, predicted] = columnsOf(pairs);
        const counts = confusionMatrix(truth, predicted, classCount);
        const trace = counts.reduce((total, row, label) => total + row[label], 0);
        expect(accuracy(truth, predicted)).toBe(trace / counts.flat().reduce((a, b) => a + b, 0));
      }),
    );
  });
});

describe('precisionRecallF1', () => {
  const table = precisionRecallF1(COUNTS);

  it('scores each class, a division by zero giving 0', () => {
    expect(table.perClass).toEqual([
      { precision: 3 / 4, recall: 3 / 4, f1: 3 / 4, support: 4, predictedCount: 4 },
      { precision: 1 / 2, recall: 1, f1: 2 / 3, support: 3, predictedCount: 6 },
      { precision: 0, recall: 0, f1: 0, support: 3, predictedCount: 0 },
      { precision: 0, recall: 0, f1: 0, support: 0, predictedCount: 0 },
    ]);
  });

  it('weights classes by their rows', () => {
    expect(table.weighted.precision).toBeCloseTo(0.45, 15); // (4 * 0.75 + 3 * 0.5) / 10
    expect(table.weighted.recall).toBeCloseTo(0.6, 15); // (4 * 0.75 + 3 * 1) / 10
    expect(table.weighted.f1).toBeCloseTo(0.5, 15); // (4 * 0.75 + 3 * 2/3) / 10
  });

  it('averages plainly over the classes that occur in truth or predictions', () => {
    expect(table.macro.precision).toBeCloseTo(1.25 / 3, 15);
    expect(table.macro.recall).toBeCloseTo(1.75 / 3, 15);
    expect(table.macro.f1).toBeCloseTo(17 / 36, 15); // (3/4 + 2/3) / 3
  });

  it('counts a class that is only predicted, never true, in the plain average', () => {
    const counts = confusionMatrix(Int32Array.of(0, 0), Int32Array.of(0, 1), 3);
    expect(precisionRecallF1(counts).macro).toEqual({ precision: 0.5, recall: 0.25, f1: 1 / 3 });
  });

  it('gives zeros without rows', () => {
    const none = { precision: 0, recall: 0, f1: 0 };
    expect(precisionRecallF1([[0]])).toMatchObject({ weighted: none, macro: none });
  });

  it('has a weighted recall equal to accuracy, and does not depend on the order of rows', () => {
    fc.assert(
      fc.property(labelPairs, fc.infiniteStream(fc.nat()), ({ classCount, pairs }, keys) => {
        const [truth, predicted] = columnsOf(pairs);
        const shuffled = pairs
          .map((pair) => ({ pair, key: Number(keys.next().value) }))
          .sort((a, b) => a.key - b.key)
          .map(({ pair }) => pair);
        const scores = precisionRecallF1(confusionMatrix(truth, predicted, classCount));
        expect(precisionRecallF1(confusionMatrix(...columnsOf(shuffled), classCount))).toEqual(scores);
        expect(scores.weighted.recall).toBeCloseTo(accuracy(truth, predicted), 12);
      }),
    );
  });
});

describe('weightedF1', () => {
  it('is a scorer with a name to report', () => {
    const scorer: Scorer = weightedF1;
    expect(scorer.name).toBe('weightedF1');
    expect(scorer(TRUTH, PREDICTED, 4)).toBeCloseTo(0.5, 15);
  });
});

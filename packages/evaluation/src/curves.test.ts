import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownAgainstUnknown, precisionRecallCurve, rocCurve } from './curves.ts';
import { riskCoverage } from './risk-coverage.ts';

const POSITIVE = [0, 0, 1, 1, 1, 0, 1, 0, 1, 0].map((label) => label === 1);
const SCORES = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.8, 0.8, 0.65, 0.2, 0.9, 0.35);

describe('rocCurve', () => {
  it("has the points and the area of scikit-learn's, ties taken together", () => {
    const curve = rocCurve(POSITIVE, SCORES);
    expect(curve?.area).toBeCloseTo(0.82, 12);
    expect(curve?.points).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 0.2 },
      { x: 0.2, y: 0.6 },
      { x: 0.2, y: 0.8 },
      { x: 0.4, y: 0.8 },
      { x: 0.6, y: 1 },
      { x: 1, y: 1 },
    ]);
  });

  it('is null where there is but one kind of row', () => {
    expect(rocCurve([true], Float64Array.of(1))).toBeNull();
    expect(rocCurve([false], Float64Array.of(1))).toBeNull();
    expect(rocCurve([], Float64Array.of())).toBeNull();
  });

  it('has the area of the share of pairs that are ranked right', () => {
    const rows = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 9 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (drawn) => {
        const curve = rocCurve(
          drawn.map(([own]) => own),
          Float64Array.from(drawn, ([, score]) => score),
        );
        const pairs = drawn.flatMap(([own, a]): number[] =>
          own ? drawn.filter(([other]) => !other).map(([, b]) => (a > b ? 1 : a === b ? 0.5 : 0)) : [],
        );
        const share = pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
        if (curve === null) expect(pairs).toHaveLength(0);
        else expect(curve.area).toBeCloseTo(share, 10);
      }),
    );
  });
});

describe('precisionRecallCurve', () => {
  it("has scikit-learn's average precision", () => {
    expect(precisionRecallCurve(POSITIVE, SCORES)?.area).toBeCloseTo(0.785, 12);
  });

  it('is null without a positive', () => {
    expect(precisionRecallCurve([false], Float64Array.of(1))).toBeNull();
  });
});

describe('knownAgainstUnknown', () => {
  it('is the share of pairs in which the known row has the higher score', () => {
    expect(knownAgainstUnknown(Float64Array.of(0.9, 0.5), Float64Array.of(0.1, 0.5))).toBe(0.875);
  });

  it('is null where one side is empty', () => {
    expect(knownAgainstUnknown(Float64Array.of(1), Float64Array.of())).toBeNull();
  });
});

describe('riskCoverage', () => {
  it('answers the surest rows first, equal ones together', () => {
    const points = riskCoverage(Float64Array.of(0.5, 0.9, 0.5, 0.2), [true, true, false, false]);
    expect(points).toEqual([
      { threshold: 0.9, coverage: 0.25, accuracy: 1 },
      { threshold: 0.5, coverage: 0.75, accuracy: 2 / 3 },
      { threshold: 0.2, coverage: 1, accuracy: 0.5 },
    ]);
  });

  it('keeps the first and the last point where it has too many', () => {
    const confidences = Float64Array.from({ length: 1000 }, (_, row) => row / 1000);
    const points = riskCoverage(
      confidences,
      Array.from(confidences, () => true),
      10,
    );
    expect(points).toHaveLength(10);
    expect(points[0].coverage).toBe(0.001);
    expect(points[9].coverage).toBe(1);
  });
});

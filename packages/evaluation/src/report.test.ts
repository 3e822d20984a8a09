import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '@networkml/model';
import { accuracy } from './metrics.ts';
import { mostProbable, topKAccuracy } from './ranking.ts';
import { renderReportText } from './render/text.ts';
import { evaluate } from './report.ts';

const matrix = (rows: readonly (readonly number[])[], columnCount: number): Matrix => ({
  values: Float64Array.from(rows.flat()),
  rowCount: rows.length,
  columnCount,
});

const ROLES = ['Camera', 'Plug', 'Printer', 'Hub'];
const TRUTH = Int32Array.of(0, 1, 1, 2, 3);
const PROBABILITIES = matrix(
  [
    [0.9, 0.1, 0, 0], // right
    [0.3, 0.6, 0.1, 0], // right
    [0.7, 0.2, 0.1, 0], // wrong, second guess
    [0.3, 0.3, 0.3, 0.1], // wrong, a tie that leaves the truth third
    [0.4, 0.3, 0.2, 0.1], // wrong, fourth guess
  ],
  4,
);

describe('topKAccuracy', () => {
  it.each([
    [1, 0.4],
    [2, 0.6],
    [3, 0.8],
    [4, 1],
    [9, 1],
  ])('counts the truth among the first %i', (k, expected) => {
    expect(topKAccuracy(TRUTH, PROBABILITIES, k)).toBe(expected);
  });

  it('is 0 without rows', () => {
    expect(topKAccuracy(Int32Array.of(), matrix([], 4), 3)).toBe(0);
  });

  it.each([0, 1.5, Number.NaN])('refuses k = %d', (k) => {
    expect(() => topKAccuracy(TRUTH, PROBABILITIES, k)).toThrow(
      expect.objectContaining({ code: 'EVALUATION_K' }),
    );
  });

  it('agrees with accuracy at one guess, never falls with more, and is 1 with all', () => {
    const rows = fc.array(
      fc.tuple(fc.nat(3), fc.array(fc.constantFrom(0, 0.1, 0.2, 0.5), { minLength: 4, maxLength: 4 })),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const truth = Int32Array.from(drawn, ([label]) => label);
        const probabilities = matrix(
          drawn.map(([, values]) => values),
          4,
        );
        const shares = [1, 2, 3, 4].map((k) => topKAccuracy(truth, probabilities, k));
        expect(shares[0]).toBe(accuracy(truth, mostProbable(probabilities)));
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        expect(shares[3]).toBe(1);
      }),
    );
  });
});

describe('evaluate', () => {
  const report = evaluate({ truth: TRUTH, probabilities: PROBABILITIES, roles: ROLES });

  it('reports accuracy, averages and the scores of each role', () => {
    expect(report).toMatchObject({ rowCount: 5, accuracy: 0.4, top3Accuracy: 0.8 });
    expect(report.weighted.precision).toBeCloseTo(0.45, 15); // (1 * 1/4 + 2 * 1) / 5
    expect(report.macro.f1).toBeCloseTo(4 / 15, 15); // (2/5 + 2/3) / 4
    expect(report.perRole[1]).toMatchObject({
      role: 'Plug',
      precision: 1,
      recall: 0.5,
      f1: 2 / 3,
      support: 2,
      predictedCount: 1,
    });
  });

  it('calls rows Unknown unless their highest probability exceeds the threshold', () => {
    expect(report.unknown).toMatchObject({ threshold: 0.5, share: 0.4, answeredAccuracy: 2 / 3 });
    const strict = evaluate({
      truth: TRUTH,
      probabilities: PROBABILITIES,
      roles: ROLES,
      unknownThreshold: 0.6,
    });
    expect(strict.unknown).toMatchObject({ threshold: 0.6, share: 0.6, answeredAccuracy: 0.5 });
  });

  it('says by reason and by role what is called Unknown, where there are reasons', () => {
    const unknownReasons = ['ambiguous', null, 'unlike-training', 'ambiguous', null];
    const { unknown } = evaluate({
      truth: TRUTH,
      probabilities: PROBABILITIES,
      roles: ROLES,
      unknownReasons,
    });
    expect(unknown).toMatchObject({ share: 0.6, reasons: { ambiguous: 2, 'unlike-training': 1 } });
    expect(unknown.perRole.map(({ role, rowCount, unknownCount }) => [role, rowCount, unknownCount])).toEqual(
      ROLES.map((role, label) => {
        const own = [...TRUTH.keys()].filter((row) => TRUTH[row] === label);
        return [role, own.length, own.filter((row) => unknownReasons[row] !== null).length];
      }),
    );
    const sumOf = (reason: string): number =>
      unknown.perRole.reduce((sum, { reasons = {} }) => sum + (reasons[reason] ?? 0), 0);
    expect([sumOf('ambiguous'), sumOf('unlike-training')]).toEqual([2, 1]);
  });

  it('has no accuracy of answered rows where every row is Unknown', () => {
    const input = { truth: TRUTH, probabilities: PROBABILITIES, roles: ROLES, unknownThreshold: 1 };
    expect(evaluate(input).unknown).toMatchObject({ threshold: 1, share: 1, answeredAccuracy: null });
  });

  it('names the confused roles', () => {
    expect(report.mostConfused).toEqual([
      { truth: 'Plug', predicted: 'Camera', count: 1, share: 0.5 },
      { truth: 'Printer', predicted: 'Camera', count: 1, share: 1 },
      { truth: 'Hub', predicted: 'Camera', count: 1, share: 1 },
    ]);
  });

  it('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('reports on no rows at all', () => {
    const empty = evaluate({ truth: Int32Array.of(), probabilities: matrix([], 1), roles: ['Camera'] });
    expect(empty).toMatchObject({ rowCount: 0, accuracy: 0, unknown: { share: 0, answeredAccuracy: null } });
  });

  it.each([
    ['EVALUATION_ROLES', TRUTH, ['Camera']],
    ['EVALUATION_LENGTHS', Int32Array.of(0), ROLES],
    ['EVALUATION_CLASS', Int32Array.of(0, 0, 0, 0, 4), ROLES],
  ])('throws %s where rows or roles do not match', (code, truth, roles) => {
    expect(() => evaluate({ truth, probabilities: PROBABILITIES, roles })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('renderReportText', () => {
  it('aligns figures, roles, matrix and confusions', () => {
    const text = renderReportText(evaluate({ truth: TRUTH, probabilities: PROBABILITIES, roles: ROLES }));
    expect(text.split('\n')).toEqual([
      'Rows                                5',
      'Accuracy                        0.400',
      'Accuracy among the first three  0.800',
      'Unknown, not above 0.5          0.400',
      'Accuracy of the others          0.667',
      '',
      'Role                    Precision  Recall     F1  Rows  Predicted  Unknown',
      'Camera                      0.250   1.000  0.400     1          4        0',
      'Plug                        1.000   0.500  0.667     2          1        0',
      'Printer                     0.000   0.000  0.000     1          0        1',
      'Hub                         0.000   0.000  0.000     1          0        1',
      'Mean, weighted by rows      0.450   0.400  0.347     5          5        2',
      'Mean over roles             0.313   0.375  0.267',
      '',
      'Confusion matrix: true roles down, predicted roles across, "." for none',
      '           1 2 3 4',
      'Camera   1 1 . . .',
      'Plug     2 1 1 . .',
      'Printer  3 1 . . .',
      'Hub      4 1 . . .',
      '',
      'Most confused',
      'Plug taken for Camera     1   50.0% of its rows',
      'Printer taken for Camera  1  100.0% of its rows',
      'Hub taken for Camera      1  100.0% of its rows',
    ]);
  });

  it('keeps the matrix of 27 roles narrower than 120 characters', () => {
    const truth = Int32Array.from({ length: 540 }, (_, row) => row % 27);
    const rows = Array.from(truth, (label) => Array.from({ length: 27 }, (_, i) => (i === label ? 1 : 0)));
    const roles = Array.from({ length: 27 }, (_, label) => `TP-LinkPlugHS${100 + label}`);
    const lines = renderReportText(evaluate({ truth, probabilities: matrix(rows, 27), roles })).split('\n');
    const header = lines.findIndex((line) => line.startsWith('Confusion matrix')) + 1;
    expect(lines[header].trim().split(/ +/)).toEqual(Array.from({ length: 27 }, (_, i) => String(i + 1)));
    expect(lines[header + 27]).toMatch(/^TP-LinkPlugHS126 {2}27 ( {2}\.)*.* 20$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
    expect(lines.at(-1)).toBe('none');
  });
});

import { describe, expect, it } from 'vitest';
import { bootstrapInterval, bootstrapScores } from './bootstrap.ts';
import { compareRuns } from './compare-runs.ts';
import { compareAnswers, mcnemar } from './comparison.ts';

describe('mcnemar', () => {
  it.each([
    [3, 12, 0.03515625, 0.02127075195312501],
    [0, 5, 0.0625, 0.03125],
    [4, 4, 1, 0.86328125],
    [20, 31, 0.16077960181198847, 0.12634707581392132],
    [0, 0, 1, 1],
  ])('of %i against %i has the binomial probabilities', (first, second, exact, mid) => {
    for (const result of [mcnemar(first, second), mcnemar(second, first)]) {
      expect(result.exactP).toBeCloseTo(exact, 12);
      expect(result.midP).toBeCloseTo(mid, 12);
    }
  });

  it('is still a probability for many rows', () => {
    expect(mcnemar(40_000, 40_100).exactP).toBeGreaterThan(0.7);
    expect(mcnemar(40_000, 40_100).exactP).toBeLessThanOrEqual(1);
  });
});

const rows = (count: number, valueOf: (row: number) => number): Int32Array =>
  Int32Array.from({ length: count }, (_, row) => valueOf(row));

describe('bootstrapScores', () => {
  const truth = rows(400, (row) => row % 2);
  const predicted = rows(400, (row) => (row % 10 === 0 ? 1 - (row % 2) : row % 2));

  it('covers the binomial interval of an accuracy', () => {
    const { accuracy } = bootstrapScores(truth, predicted, { classCount: 2 });
    expect(accuracy.estimate).toBeCloseTo(0.9, 12);
    const halfWidth = 1.96 * Math.sqrt((0.9 * 0.1) / 400); // 0.0294
    expect(Math.abs(accuracy.low - (0.9 - halfWidth))).toBeLessThan(0.006);
    expect(Math.abs(accuracy.high - (0.9 + halfWidth))).toBeLessThan(0.006);
  });

  it('is the same for the same seed and another for another', () => {
    const once = bootstrapScores(truth, predicted, { classCount: 2, seed: 3 });
    expect(bootstrapScores(truth, predicted, { classCount: 2, seed: 3 })).toEqual(once);
    expect(bootstrapScores(truth, predicted, { classCount: 2, seed: 4 })).not.toEqual(once);
  });

  it('is wider where whole groups are right or wrong and drawn together', () => {
    const groups = Array.from(truth, (_, row) => String(row % 10));
    const alone = bootstrapScores(truth, predicted, { classCount: 2 }).accuracy;
    const grouped = bootstrapScores(truth, predicted, { classCount: 2, groups });
    expect(grouped.method).toBe('bootstrap by group');
    expect(grouped.accuracy.high - grouped.accuracy.low).toBeGreaterThan(3 * (alone.high - alone.low));
  });
});

describe('bootstrapInterval', () => {
  it('of a constant is that constant', () => {
    expect(bootstrapInterval(5, () => 2)).toEqual({ estimate: 2, low: 2, high: 2 });
  });
});

describe('compareAnswers', () => {
  it('counts rows that only one has right, and gives the difference from first to second', () => {
    const truth = rows(100, () => 0);
    const first = rows(100, (row) => (row < 20 ? 1 : 0));
    const second = rows(100, (row) => (row >= 15 && row < 25 ? 1 : 0));
    const { accuracy, mcnemar: test } = compareAnswers({ truth, first, second, classCount: 2 });
    expect(test).toMatchObject({ onlyFirst: 5, onlySecond: 15 });
    expect(accuracy.estimate).toBeCloseTo(0.1, 12);
    expect(accuracy.low).toBeGreaterThan(0);
  });
});

describe('compareRuns', () => {
  const row = (device: string, predicted: string, truth = 'Plug') => ({
    capture: 'a.pcap',
    device,
    truth,
    predicted,
    confidence: 0.9,
  });
  const first = { name: 'first', rows: [row('1', 'Plug'), row('2', 'Hub')] };

  it('holds every run against the first, in whatever order its rows are', () => {
    const second = { name: 'second', rows: [row('2', 'Plug'), row('1', 'Plug')] };
    const [own, other] = compareRuns([first, second]);
    expect(own).toMatchObject({ accuracy: 0.5, againstFirst: null });
    expect(other).toMatchObject({ accuracy: 1, againstFirst: { mcnemar: { onlyFirst: 0, onlySecond: 1 } } });
  });

  it.each([
    ['fewer rows', [row('1', 'Plug')]],
    ['more rows', [...first.rows, row('3', 'Plug')]],
    ['another row', [row('1', 'Plug'), row('3', 'Plug')]],
    ['another truth', [row('1', 'Plug'), row('2', 'Hub', 'Hub')]],
  ])('refuses a run of %s', (_, others) => {
    expect(() => compareRuns([first, { name: 'second', rows: others }])).toThrow(
      expect.objectContaining({ code: 'EVALUATION_ROWS' }),
    );
  });
});

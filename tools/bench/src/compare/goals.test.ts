import { describe, expect, it } from 'vitest';
import { type Goal, goalLines, ratioOf } from './goals.ts';
import type { SubjectResult } from './subject.ts';

const result = (name: string, ...seconds: readonly number[]): SubjectResult => ({
  subject: { name, command: ['true'], packets: 0, bytes: 0, countsPackets: false },
  seconds,
  peakMebibytes: undefined,
});

describe('goalLines', () => {
  const goal = (bound: Goal['bound'], limit: number): Goal => ({
    name: 'slow of fast',
    bound,
    limit,
    value: ratioOf('slow', 'fast'),
  });

  it('holds the ratio of medians against what it must not be above or below', () => {
    const results = [result('slow', 3, 99, 1), result('fast', 2)];
    const goals = [goal('at most', 1.5), goal('at most', 1.4), goal('at least', 1.5), goal('at least', 1.6)];
    expect(goalLines(goals, results).split('\n')).toEqual([
      '- slow of fast: at most 1.5; 1.5, met',
      '- slow of fast: at most 1.4; 1.5, missed',
      '- slow of fast: at least 1.5; 1.5, met',
      '- slow of fast: at least 1.6; 1.5, missed',
    ]);
  });

  it('says what was not measured', () => {
    expect(goalLines([goal('at least', 2)], [result('slow', 3)])).toBe(
      '- slow of fast: at least 2; not measured',
    );
  });
});

import { median } from '../run/statistics.ts';
import type { SubjectResult } from './subject.ts';

/** A figure that must not be above, or not below, a limit. */
export interface Goal {
  readonly name: string;
  readonly bound: 'at most' | 'at least';
  readonly limit: number;
  /** What is held against the limit; `undefined` where something was not measured. */
  value(of: Figures): number | undefined;
}

/** What was measured, by the names of subjects; `undefined` where a subject was not measured. */
export interface Figures {
  /** The median of the runs. */
  seconds(name: string): number | undefined;
  peakMebibytes(name: string): number | undefined;
}

/** The time of one subject in units of another's. */
export const ratioOf =
  (name: string, reference: string): Goal['value'] =>
  (of) => {
    const seconds = of.seconds(name);
    const against = of.seconds(reference);
    return seconds === undefined || against === undefined ? undefined : seconds / against;
  };

/** One line a goal. */
export const goalLines = (goals: readonly Goal[], results: readonly SubjectResult[]): string => {
  const byName = new Map(results.map((result) => [result.subject.name, result]));
  const figures: Figures = {
    seconds: (name) => {
      const result = byName.get(name);
      return result && median(result.seconds);
    },
    peakMebibytes: (name) => byName.get(name)?.peakMebibytes,
  };
  return goals.map((goal) => goalLine(goal, goal.value(figures))).join('\n');
};

/** What a goal is, what was reached, and whether that is enough. */
export const goalLine = ({ name, bound, limit }: Omit<Goal, 'value'>, value: number | undefined): string => {
  if (value === undefined) return `- ${name}: ${bound} ${limit}; not measured`;
  const isMet = bound === 'at most' ? value <= limit : value >= limit;
  return `- ${name}: ${bound} ${limit}; ${Number(value.toPrecision(3))}, ${isMet ? 'met' : 'missed'}`;
};

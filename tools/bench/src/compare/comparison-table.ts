import { markdownTable } from '@networkml/pages';
import { interquartileRange, median } from '../run/statistics.ts';
import type { SkippedSubject, SubjectResult } from './subject.ts';

/** A column of ratios: its title, and the name of the subject whose time is 1. */
export interface Reference {
  readonly title: string;
  readonly name: string;
}

/** What was measured and what was not, and the columns of ratios behind the figures. */
export interface Comparison {
  readonly results: readonly SubjectResult[];
  readonly skipped: readonly SkippedSubject[];
  readonly references: readonly Reference[];
}

const HEAD = ['subject', 'seconds', 'spread', 'packets/s', 'MB/s', 'peak MiB'] as const;

/** A row a subject: medians, rates and ratios, or why it was not measured. */
export const comparisonTable = ({ results, skipped, references }: Comparison): string => {
  const medians = new Map(results.map((result) => [result.subject.name, median(result.seconds)]));
  const rows = results.map((result) => [
    ...figuresOf(result),
    ...references.map(({ name }) => ratio(median(result.seconds), medians.get(name))),
  ]);
  const omitted = skipped.map(({ name, reason }) => [name, `not measured: ${reason}`]);
  return markdownTable([...HEAD, ...references.map(({ title }) => title)], [...rows, ...omitted]);
};

const figuresOf = ({ subject, seconds, peakMebibytes }: SubjectResult): readonly string[] => {
  const middle = median(seconds);
  const { name, packets, bytes, slice } = subject;
  return [
    slice === undefined ? name : `${name} (scaled from ${slice.packets} packets)`,
    middle.toFixed(2),
    interquartileRange(seconds).toFixed(2),
    packets === 0 ? '' : `${(packets / middle / 1e6).toPrecision(3)} M`,
    bytes === 0 ? '' : (bytes / middle / 1e6).toFixed(0),
    peakMebibytes?.toFixed(0) ?? 'no GNU time',
  ];
};

const ratio = (seconds: number, reference: number | undefined): string =>
  reference === undefined ? '' : (seconds / reference).toFixed(2);

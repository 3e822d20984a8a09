import { markdownTable } from '../report/markdown-table.ts';
import { interquartileRange, median } from '../run/statistics.ts';
import { goals } from './goals.ts';
import type { SkippedSubject, SubjectResult } from './subject.ts';
import { NAMES } from './subjects.ts';

const HEAD = [
  'subject',
  'seconds',
  'spread',
  'packets/s',
  'MB/s',
  'peak MiB',
  'of tcpdump',
  'of C loop',
] as const;

/** The table of the comparison, what was left out, and which goals are met. */
export const readerReport = (
  results: readonly SubjectResult[],
  skipped: readonly SkippedSubject[],
): string => {
  const seconds = new Map(results.map((result) => [result.subject.name, median(result.seconds)]));
  const rows = results.map((result) => row(result, seconds));
  const omitted = skipped.map(({ name, reason }) => [name, `not measured: ${reason}`]);
  return [markdownTable(HEAD, [...rows, ...omitted]), ...goals(results)].join('\n\n');
};

const row = (
  { subject, seconds, peakMebibytes }: SubjectResult,
  medians: ReadonlyMap<string, number>,
): readonly string[] => {
  const middle = median(seconds);
  const { packets, bytes, slice } = subject;
  return [
    slice === undefined ? subject.name : `${subject.name} (scaled from ${slice.packets} packets)`,
    middle.toFixed(2),
    interquartileRange(seconds).toFixed(2),
    packets === 0 ? '' : `${(packets / middle / 1e6).toPrecision(3)} M`,
    bytes === 0 ? '' : (bytes / middle / 1e6).toFixed(0),
    peakMebibytes?.toFixed(0) ?? 'no GNU time',
    ratio(middle, medians.get(NAMES.tcpdump)),
    ratio(middle, medians.get(NAMES.loop)),
  ];
};

const ratio = (seconds: number, reference: number | undefined): string =>
  reference === undefined ? '' : (seconds / reference).toFixed(2);

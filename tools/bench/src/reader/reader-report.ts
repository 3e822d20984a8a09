import { comparisonTable } from '../compare/comparison-table.ts';
import { goalLines } from '../compare/goals.ts';
import type { SkippedSubject, SubjectResult } from '../compare/subject.ts';
import { READER_GOALS } from './reader-goals.ts';
import { NAMES } from '../compare/names.ts';

const REFERENCES = [
  { title: 'of tcpdump', name: NAMES.tcpdump },
  { title: 'of C loop', name: NAMES.loop },
] as const;

/** The table of the comparison, what was left out, and which goals are met. */
export const readerReport = (
  results: readonly SubjectResult[],
  skipped: readonly SkippedSubject[],
): string => {
  const table = comparisonTable({ results, skipped, references: REFERENCES });
  return [table, 'Goals for pcap-reader:', goalLines(READER_GOALS, results)].join('\n\n');
};

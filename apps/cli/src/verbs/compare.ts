import { type RunComparison, compareRuns, signedDecimal } from '@networkml/evaluation';
import { readRun } from '@networkml/pipeline';
import { ExitStatus, emit, isTerminal } from '@networkml/pipeline/command-line';
import type { CompareArguments } from '../commands/compare.ts';
import { renderTable } from '../terminal/table.ts';
import { printable } from '../terminal/printable.ts';

/** Prints how models or runs differ on the same rows; gives the exit status. */
export const compare = async ({ reports, seed, format, output }: CompareArguments): Promise<number> => {
  const [first, ...others] = await Promise.all(reports.map(readRun));
  const runs = compareRuns([first, ...others], { seed });
  const isText = (format ?? (isTerminal() ? 'text' : 'json')) === 'text';
  const rowCount = first.rows.length;
  const text = isText
    ? textOf(runs, rowCount)
    : `${JSON.stringify({ rowCount, seed, runs }, undefined, 2)}\n`;
  await emit([text], output);
  return ExitStatus.Done;
};

const HEAD = [
  'Run',
  'Accuracy',
  'Weighted F1',
  'Difference',
  '95% interval',
  'Only it',
  'Only first',
  'McNemar p',
];

const textOf = (runs: readonly RunComparison[], rowCount: number): string => {
  const rows = runs.map(({ name, accuracy, weightedF1, againstFirst }) => {
    const own = [printable(name), accuracy.toFixed(3), weightedF1.toFixed(3)];
    if (againstFirst === null) return [...own, '', '', '', '', ''];
    const { accuracy: difference, mcnemar } = againstFirst;
    return [
      ...own,
      signedDecimal(difference.estimate),
      `${signedDecimal(difference.low)} to ${signedDecimal(difference.high)}`,
      String(mcnemar.onlySecond),
      String(mcnemar.onlyFirst),
      mcnemar.midP.toFixed(4),
    ];
  });
  return `${renderTable(HEAD, rows)}
${rowCount} rows. Differences are in accuracy, from the first run, with paired bootstrap intervals. "Only it" and "Only first" are rows
that only one of the two has right; p is McNemar's mid-p: below 0.05 the difference is hardly chance.
`;
};

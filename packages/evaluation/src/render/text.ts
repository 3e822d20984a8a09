import type { Scores } from '../metrics.ts';
import type { ConfusedPair, EvaluationReport, RoleReport } from '../report.ts';
import { alignedTable } from './aligned-table.ts';

/** The report for people, in monospaced columns, without a line break at the end. */
export function renderReportText(report: EvaluationReport): string {
  return [
    ...summary(report),
    '',
    ...perRole(report),
    '',
    'Confusion matrix: true roles down, predicted roles across, "." for none',
    ...confusion(report),
    '',
    'Most confused',
    ...mostConfused(report.mostConfused),
  ].join('\n');
}

function summary(report: EvaluationReport): readonly string[] {
  const { threshold, share, answeredAccuracy, reasons } = report.unknown;
  return alignedTable([
    ['Rows', String(report.rowCount)],
    ['Accuracy', decimal(report.accuracy)],
    ['Accuracy among the first three', decimal(report.top3Accuracy)],
    [reasons === undefined ? `Unknown, not above ${threshold}` : 'Unknown', decimal(share)],
    ...Object.entries(reasons ?? {}).map(([reason, count]) => [
      `- ${reason}`,
      decimal(count / report.rowCount),
    ]),
    ['Accuracy of the others', answeredAccuracy === null ? '-' : decimal(answeredAccuracy)],
  ]);
}

function perRole({
  perRole: roles,
  weighted,
  macro,
  rowCount,
  unknown,
}: EvaluationReport): readonly string[] {
  const unknownCount = unknown.perRole.reduce((sum, role) => sum + role.unknownCount, 0);
  return alignedTable([
    ['Role', 'Precision', 'Recall', 'F1', 'Rows', 'Predicted', 'Unknown'],
    ...roles.map((role: RoleReport, label) => [
      role.role,
      ...scoreCells(role),
      String(role.support),
      String(role.predictedCount),
      String(unknown.perRole[label].unknownCount),
    ]),
    [
      'Mean, weighted by rows',
      ...scoreCells(weighted),
      String(rowCount),
      String(rowCount),
      String(unknownCount),
    ],
    ['Mean over roles', ...scoreCells(macro)],
  ]);
}

/** Columns carry numbers instead of names, which stand at the left, so that 27 roles fit on a screen. */
function confusion({ confusion: { roles, counts } }: EvaluationReport): readonly string[] {
  const width = Math.max(String(roles.length).length, ...counts.flat().map((count) => String(count).length));
  const numbers = roles.map((_, label) => String(label + 1).padStart(width));
  const names = alignedTable(roles.map((role, label) => [role, String(label + 1)]));
  const nameWidth = Math.max(0, ...names.map((name) => name.length));
  return [
    `${' '.repeat(nameWidth)} ${numbers.join(' ')}`.trimEnd(),
    ...counts.map((row, label) => {
      const cells = row.map((count) => (count === 0 ? '.' : String(count)).padStart(width));
      return `${names[label].padEnd(nameWidth)} ${cells.join(' ')}`;
    }),
  ];
}

function mostConfused(pairs: readonly ConfusedPair[]): readonly string[] {
  if (pairs.length === 0) return ['none'];
  return alignedTable(
    pairs.map(({ truth, predicted, count, share }) => [
      `${truth} taken for ${predicted}`,
      String(count),
      `${(100 * share).toFixed(1)}% of its rows`,
    ]),
  );
}

function scoreCells({ precision, recall, f1 }: Scores): readonly string[] {
  return [decimal(precision), decimal(recall), decimal(f1)];
}

function decimal(value: number): string {
  return value.toFixed(3);
}

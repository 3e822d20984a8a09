import type { DatasetReport, Finding } from '@networkml/pipeline';
import { printable } from '../../terminal/printable.ts';
import { renderTable } from '../../terminal/table.ts';

/** How a report on a dataset is written. */
export type FindingFormat = 'table' | 'json' | 'csv';

/** The text of a report: JSON whole, CSV a line a finding and capture, a table for people. */
export const renderFindings = async (report: DatasetReport, format: FindingFormat): Promise<string> => {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'csv': {
      const { unparse } = (await import('papaparse')).default;
      const cells = { fields: COLUMNS, data: report.findings.flatMap(linesOf) };
      return `${unparse(cells, { newline: '\n' })}\n`;
    }
    case 'table':
      return textOf(report);
  }
};

const COLUMNS = ['severity', 'finding', 'capture', 'roles', 'message', 'advice'];

const linesOf = ({ severity, finding, captures, roles, message, advice }: Finding): string[][] =>
  (captures.length === 0 ? [''] : captures).map((capture) => [
    severity,
    finding,
    capture,
    roles.join(' '),
    message,
    advice,
  ]);

const textOf = (report: DatasetReport): string => {
  const { captures, readCaptures, packets, rows, devices, counts, findings } = report;
  const unread = captures - readCaptures;
  return [
    `${printable(report.dataset)}: ${captures} captures${unread === 0 ? '' : `, ${unread} of them unreadable`}, ${packets} packets; ${rows} rows of ${devices} devices, roles by ${report.labels}.\n`,
    rolesText(report),
    findings.length === 0 ? 'Nothing was found.\n' : findingsText(findings),
    `${counts.error} errors, ${counts.warning} warnings, ${counts.note} notes.\n`,
  ].join('\n');
};

const rolesText = ({ roles }: DatasetReport): string =>
  renderTable(
    ['Role', 'Rows', 'Captures', 'Devices', 'Groups', 'Packets', 'Median seconds'],
    roles.map(({ role, rows, captures, devices, groups, packets, medianSeconds }) => [
      printable(role),
      ...[rows, captures, devices, groups, packets].map(String),
      medianSeconds === null ? '-' : medianSeconds.toFixed(1),
    ]),
  );

/** Findings of a kind, and files of a finding, that people are shown. */
const MOST_FINDINGS = 3;
const MOST_FILES = 3;

const findingsText = (findings: readonly Finding[]): string =>
  [...new Set(findings.map(({ finding }) => finding))]
    .flatMap((name) => {
      const all = findings.filter(({ finding }) => finding === name);
      const more = all.length - MOST_FINDINGS;
      return [
        ...all.slice(0, MOST_FINDINGS).map(findingText),
        more > 0 ? `${all[0].severity.padEnd(8)} ${name}: ${more} more; --format json lists all\n` : '',
      ];
    })
    .join('');

/** A few lines a finding: its files are long, and tables of them would not fit a terminal. */
const findingText = ({ severity, finding, captures, message, advice }: Finding): string => {
  const files = captures.slice(0, MOST_FILES).map((capture) => `         ${printable(capture)}\n`);
  const more = captures.length - files.length;
  return [
    `${severity.padEnd(8)} ${finding}: ${printable(message)}\n`,
    ...files,
    more > 0 ? `         and ${more} more\n` : '',
    `         What to do: ${advice}.\n`,
  ].join('');
};

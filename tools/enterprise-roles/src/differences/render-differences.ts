import { markdownTable } from '@networkml/pages';
import { hostName } from '../hosts/known-hosts.ts';
import { type ColumnSummary, type RoleSummary, LARGEST_EXCESS } from './column-summaries.ts';
import type { HostDifferences } from './compare-hosts.ts';
import { HOST_HEAD, ROLE_HEAD, clauseOf, hostCells, roleCells } from './words.ts';

const SHOWN_COLUMNS = 15;
const SHOWN_SHARED = 40;
const SHOWN_OF_ROLE = 5;

/** What is most unusual of each host, then of many, as tables that can be read as they are. */
export const renderDifferences = (
  hosts: readonly HostDifferences[],
  columns: readonly ColumnSummary[],
): string =>
  [
    ...hosts.map(renderHost),
    'Columns by how many hosts lie outside the middle 98% of simulated rows of their role, and how far:',
    renderShared(columns),
  ].join('\n\n');

/** How far off each host is, in words, and its most unusual columns. */
export const hostTitle = ({ host, columns }: HostDifferences): string => {
  const outside = columns.filter(({ excess }) => excess > 0).length;
  return `${hostName(host)} (${host.role}): ${outside} of ${columns.length} columns outside the middle 98%`;
};

const renderHost = (difference: HostDifferences): string => {
  const rows = difference.columns.slice(0, SHOWN_COLUMNS).map(hostCells);
  return `${hostTitle(difference)}\n\n${markdownTable(HOST_HEAD, rows)}`;
};

/** Over all roles. */
const renderShared = (columns: readonly ColumnSummary[]): string => {
  const names = [...new Set(columns.map(({ column }) => column))];
  const rows = names
    .map((name) => {
      const own = columns.filter(({ column }) => column === name);
      return { name, own, excess: own.reduce((sum, { excess, hosts }) => sum + excess * hosts, 0) };
    })
    .sort((a, b) => b.excess - a.excess)
    .slice(0, SHOWN_SHARED)
    .map(({ name, own, excess }) => [
      name,
      counted(own, ({ above }) => above),
      counted(own, ({ below }) => below),
      excess.toFixed(1),
    ]);
  return markdownTable(['column', 'hosts above', 'hosts below', 'sum of excess'], rows);
};

const counted = (columns: readonly ColumnSummary[], count: (column: ColumnSummary) => number): string =>
  columns
    .filter((column) => count(column) > 0)
    .map((column) => `${count(column)} ${column.role}`)
    .join(', ');

/** The short form for docs/accuracy.md: how much lies outside, role by role, and by which columns above all. */
export const renderSummary = (roles: readonly RoleSummary[], columns: readonly ColumnSummary[]): string =>
  [
    markdownTable(ROLE_HEAD, roles.map(roleCells)),
    `Were they alike, 2% would lie outside the middle 98%. What differs most, by how far hosts lie outside on average, each counted up to ${LARGEST_EXCESS} standard deviations:`,
    markdownTable(
      ['role', 'column', 'excess', 'real hosts'],
      roles.flatMap(({ role }) =>
        columns
          .filter((column) => column.role === role && column.excess > 0)
          .slice(0, SHOWN_OF_ROLE)
          .map((column) => [role, `\`${column.column}\``, column.excess.toFixed(1), clauseOf(column)]),
      ),
    ),
  ].join('\n\n');

import { markdownTable } from '@networkml/pages';
import { hostName } from '../hosts/known-hosts.ts';
import type { HostDifferences } from './compare-hosts.ts';
import { TOLD_SHARES, type UnusualColumn } from './unusual-columns.ts';

const SHOWN_COLUMNS = 15;
const SHOWN_SHARED = 40;

/** What is most unusual of each host, then what is unusual of many, as tables that can be read as they are. */
export const renderDifferences = (differences: readonly HostDifferences[]): string =>
  [
    ...differences.map(renderHost),
    'Columns by how many hosts lie outside the middle 98% of simulated rows of their role:',
    renderShared(differences),
  ].join('\n\n');

const renderHost = ({ host, columns }: HostDifferences): string => {
  const outside = columns.filter(({ excess }) => excess > 0).length;
  const title = `${hostName(host)} (${host.role}): ${outside} of ${columns.length} columns outside the middle 98%`;
  return `${title}\n\n${markdownTable(
    ['column', 'value', ...TOLD_SHARES.map((share) => `${share * 100}%`), 'below', 'excess'],
    columns.slice(0, SHOWN_COLUMNS).map(cellsOf),
  )}`;
};

const cellsOf = ({ column, value, quantiles, position, excess }: UnusualColumn): string[] => [
  column,
  figure(value),
  ...quantiles.map(figure),
  `${(100 * position).toFixed(1)}%`,
  excess.toFixed(1),
];

/** Three digits, whatever the size. */
const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

const renderShared = (differences: readonly HostDifferences[]): string => {
  const byColumn = new Map<string, { readonly above: string[]; readonly below: string[]; excess: number }>();
  for (const { host, columns } of differences) {
    for (const { column, excess, position } of columns) {
      if (excess === 0) continue;
      const found = byColumn.get(column) ?? { above: [], below: [], excess: 0 };
      found[position > 0.5 ? 'above' : 'below'].push(host.role);
      found.excess += Math.min(excess, LARGEST_EXCESS);
      byColumn.set(column, found);
    }
  }
  const rows = [...byColumn]
    .sort(([, a], [, b]) => b.excess - a.excess)
    .slice(0, SHOWN_SHARED)
    .map(([column, { above, below, excess }]) => [column, counted(above), counted(below), excess.toFixed(1)]);
  return markdownTable(['column', 'hosts above', 'hosts below', 'sum of excess'], rows);
};

/** Networks see no more than this. */
const LARGEST_EXCESS = 4;

const counted = (roles: readonly string[]): string =>
  [...new Set(roles)].map((role) => `${roles.filter((other) => other === role).length} ${role}`).join(', ');

import {
  type Charts,
  type Section,
  figure as drawing,
  loadCharts,
  paragraph,
  renderPage,
  table,
} from '@networkml/evaluation/html';
import type { Column } from '@networkml/featurizer';
import { type ColumnSummary, FURTHEST, type RoleSummary } from './column-summaries.ts';
import type { HostDifferences } from './compare-hosts.ts';
import { hostTitle } from './render-differences.ts';
import { HOST_HEAD, ROLE_HEAD, figure, hostCells, roleCells } from './words.ts';

/** What the page tells of. */
export interface DifferencesPage {
  /** Name of the folder of real hosts. */
  readonly folder: string;
  readonly roles: readonly RoleSummary[];
  readonly columns: readonly ColumnSummary[];
  readonly hosts: readonly HostDifferences[];
  /** What the columns mean. */
  readonly described: readonly Column[];
}

const DRAWN_COLUMNS = 15;
const TOLD_COLUMNS = 40;
const HOST_COLUMNS = 15;

/** The distributions of real and simulated hosts beside each other, as one HTML page that needs nothing else. */
export const renderDifferencesPage = async (page: DifferencesPage): Promise<string> => {
  const charts = await loadCharts();
  return renderPage({
    title: `Simulated hosts beside those of ${page.folder}`,
    sections: [
      { id: 'summary', title: 'Summary', content: summary(page) },
      ...page.roles.map(({ role }, index) => roleSection(page, role, { charts, id: `role-${index}` })),
      { id: 'hosts', title: 'Each host', content: page.hosts.map(hostTable).join('\n') },
    ],
  });
};

const summary = ({ roles, hosts, columns }: DifferencesPage): string =>
  paragraph(
    `${hosts.length} real hosts are compared with simulated ones of their role in ${columns.length / Math.max(1, roles.length)} columns. Were they alike, 2% of the values would lie outside the middle 98% of the simulated ones.`,
  ) + table({ caption: 'Values of real hosts, by role', head: ROLE_HEAD, rows: roles.map(roleCells) });

interface RolePlace {
  readonly charts: Charts;
  readonly id: string;
}

const roleSection = (page: DifferencesPage, role: string, { charts, id }: RolePlace): Section => {
  const own = page.columns.filter((column) => column.role === role);
  const drawn = own.slice(0, DRAWN_COLUMNS).map(({ column, scaled }) => ({ column, ...scaled }));
  const label = `${role}: the columns that differ most`;
  const docs = new Map(page.described.map(({ name, doc }) => [name, doc]));
  return {
    id,
    title: role,
    content:
      drawing(
        charts.columnRanges(drawn, `Standard deviations from the simulated median, up to ${FURTHEST}`, label),
        'Lines: the middle 98% and, thick, the middle half of simulated hosts of the role; circles: real hosts. Signed logarithms.',
      ) +
      table({
        caption: 'Columns, those that differ most first',
        head: COLUMN_HEAD,
        words: [COLUMN_HEAD.length - 1],
        rows: own
          .slice(0, TOLD_COLUMNS)
          .map((column) => [...columnCells(column), docs.get(column.column) ?? '']),
      }),
  };
};

const COLUMN_HEAD = [
  'Column',
  'Hosts above 99%',
  'Below 99%',
  'Outside all',
  'KS distance',
  'Excess',
  'Real median',
  'Simulated',
  'Meaning',
] as const;

const columnCells = ({ hosts, ...column }: ColumnSummary): [string, ...string[]] => [
  column.column,
  `${column.above} of ${hosts}`,
  `${column.below} of ${hosts}`,
  `${column.outsideAll} of ${hosts}`,
  column.distance.toFixed(2),
  column.excess.toFixed(1),
  figure(column.realMedian),
  figure(column.simulatedMedian),
];

const hostTable = (difference: HostDifferences): string =>
  table({
    caption: hostTitle(difference),
    head: HOST_HEAD,
    rows: difference.columns.slice(0, HOST_COLUMNS).map(hostCells),
  });

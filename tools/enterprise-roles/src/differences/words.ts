import type { ColumnSummary, RoleSummary } from './column-summaries.ts';
import type { UnusualColumn } from './unusual-columns.ts';
import { TOLD_SHARES } from './unusual-columns.ts';

/** Three digits, whatever the size. */
export const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

/** What differs in one column, as a clause. */
export const clauseOf = ({ hosts, above, below, ...column }: ColumnSummary): string => {
  const sides = [
    ...(above > 0 ? [`${above} of ${hosts} above 99%`] : []),
    ...(below > 0 ? [`${below} of ${hosts} below 99%`] : []),
  ];
  const where = sides.length === 0 ? 'all within the middle 98%' : sides.join(', ');
  return `${where} of the simulated; median ${figure(column.realMedian)} against ${figure(column.simulatedMedian)}`;
};

/** Heads of `hostCells`. */
export const HOST_HEAD: readonly string[] = [
  'column',
  'value',
  ...TOLD_SHARES.map((share) => `${share * 100}%`),
  'below',
  'excess',
];

/** A column of a host: its value, the simulated quantiles, the share below, and the excess. */
export const hostCells = ({
  column,
  value,
  quantiles,
  position,
  excess,
}: UnusualColumn): [string, ...string[]] => [
  column,
  figure(value),
  ...quantiles.map(figure),
  percent(position),
  excess.toFixed(1),
];

/** Heads of `roleCells`. */
export const ROLE_HEAD: readonly string[] = [
  'role',
  'real hosts',
  'simulated',
  'outside the middle 98%',
  'outside all',
];

/** The summary of a role. */
export const roleCells = ({
  role,
  hosts,
  simulated,
  outsideMost,
  outsideAll,
}: RoleSummary): [string, ...string[]] => [
  role,
  String(hosts),
  String(simulated),
  percent(outsideMost),
  percent(outsideAll),
];

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

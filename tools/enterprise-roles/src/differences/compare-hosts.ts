import { selectColumns } from '@networkml/featurizer';
import type { LabelledTable } from '@networkml/pipeline';
import type { LoadedHosts } from '../hosts/load-hosts.ts';
import type { KnownHost } from '../hosts/known-hosts.ts';
import { type RoleColumns, roleColumns } from './role-columns.ts';
import { type UnusualColumn, unusualColumns } from './unusual-columns.ts';

/** How a real host differs from simulated ones of its role. */
export interface HostDifferences {
  readonly host: KnownHost;
  /** Every column of the model, the most unusual first; none where its role was not simulated. */
  readonly columns: readonly UnusualColumn[];
}

/** Real hosts beside simulated ones. */
export interface HostComparison {
  readonly hosts: readonly HostDifferences[];
  readonly simulated: RoleColumns;
}

/** Compares every known host with simulated rows of its role, by the columns of the model. */
export const compareHosts = (
  { model, hosts, rows }: LoadedHosts,
  { table, roles }: LabelledTable,
): HostComparison => {
  const real = selectColumns(rows.table, model.columns);
  const simulated = roleColumns({
    columns: model.columns,
    x: selectColumns(table, model.columns),
    roles,
  });
  return {
    hosts: hosts.map((host, row) => {
      const values = real.values.subarray(row * real.columnCount, (row + 1) * real.columnCount);
      return { host, columns: unusualColumns(values, simulated(host.role)) };
    }),
    simulated,
  };
};

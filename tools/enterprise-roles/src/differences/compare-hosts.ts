import { selectColumns } from '@networkml/featurizer';
import type { LabelledTable } from '@networkml/pipeline';
import type { LoadedHosts } from '../hosts/load-hosts.ts';
import type { KnownHost } from '../hosts/known-hosts.ts';
import { type UnusualColumn, createRowComparer } from './unusual-columns.ts';

/** How a real host differs from simulated ones of its role. */
export interface HostDifferences {
  readonly host: KnownHost;
  /** Every column of the model, the most unusual first; none where its role was not simulated. */
  readonly columns: readonly UnusualColumn[];
}

/** Compares every known host with simulated rows of its role, by the columns of the model. */
export const compareHosts = (
  { model, hosts, rows }: LoadedHosts,
  simulated: LabelledTable,
): readonly HostDifferences[] => {
  const real = selectColumns(rows.table, model.columns);
  const compare = createRowComparer({
    columns: model.columns,
    x: selectColumns(simulated.table, model.columns),
    roles: simulated.roles,
  });
  return hosts.map((host, row) => {
    const values = real.values.subarray(row * real.columnCount, (row + 1) * real.columnCount);
    return { host, columns: compare(values, host.role) };
  });
};

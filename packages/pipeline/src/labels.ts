import { type FeatureTable, type RowIdentity, createTable } from '@networkml/featurizer';
import { selectRows as selectMatrixRows } from '@networkml/model';
import { PipelineError } from './errors.ts';
import type { CaptureLabel, Labeller } from './labeller.ts';

/** The label of captures nobody could name; such rows teach nothing. */
const UNKNOWN_LABEL = 'Unknown';

/** Why a capture with that label gives no row. */
export const LABELLED_UNKNOWN = 'labelled Unknown';

/** Rows with a role each. */
export interface LabelledTable {
  readonly table: FeatureTable;
  /** Role of each row, shape [table.rowCount]. */
  readonly roles: readonly string[];
  /**
   * What rows can be grouped by, and the group of each row, shape [table.rowCount]: `capture`, `device` (that of the
   * manifest or of the file name, else the MAC address, else the capture), and `group` and any other column of the manifest that says
   * something of every row.
   */
  readonly groupings: Readonly<Record<string, readonly string[]>>;
  /** Captures that gave no row, and why. */
  readonly unused: readonly { readonly capture: string; readonly reason: string }[];
}

/**
 * Joins labels to rows. A label that names a device takes that device's row; one that does not takes every row of its
 * capture. With `anyDevice` a capture's only label means any device, as where a capture has but one row.
 *
 * @throws PipelineError PIPELINE_NO_LABEL where a capture has none.
 */
export const labelTable = async (
  table: FeatureTable,
  labeller: Labeller,
  anyDevice: boolean,
): Promise<LabelledTable> => {
  const kept: { row: number; label: CaptureLabel }[] = [];
  const unused: { capture: string; reason: string }[] = [];
  for (const [capture, rows] of rowsByCapture(table.rows)) {
    const labels = await labeller(capture);
    if (labels.length === 0) throw new PipelineError('PIPELINE_NO_LABEL', capture);
    const isMeant = (label: CaptureLabel, row: number): boolean =>
      label.mac === undefined || table.rows[row].mac === label.mac || (anyDevice && labels.length === 1);
    for (const label of labels) {
      const matching = rows.filter((row) => isMeant(label, row));
      if (label.role === UNKNOWN_LABEL) unused.push({ capture, reason: LABELLED_UNKNOWN });
      else if (matching.length === 0)
        unused.push({ capture, reason: `no packet of ${label.mac ?? 'any device'}` });
      else kept.push(...matching.map((row) => ({ row, label })));
    }
  }
  return {
    table: selectRows(
      table,
      kept.map(({ row }) => row),
    ),
    roles: kept.map(({ label }) => label.role),
    groupings: groupingsOf(kept.map(({ row, label }) => [table.rows[row], label])),
    unused,
  };
};

/** Some of the rows, by their numbers. */
export const selectLabelled = (labelled: LabelledTable, rows: readonly number[]): LabelledTable => {
  const { table, roles, groupings, unused } = labelled;
  return {
    table: selectRows(table, rows),
    roles: rows.map((row) => roles[row]),
    groupings: Object.fromEntries(
      Object.entries(groupings).map(([name, groups]) => [name, rows.map((row) => groups[row])]),
    ),
    unused,
  };
};

const groupingsOf = (
  rows: readonly (readonly [identity: RowIdentity, label: CaptureLabel])[],
): LabelledTable['groupings'] => {
  const names = new Set(rows.flatMap(([, { columns = {} }]) => Object.keys(columns)));
  const ofManifest = (name: string): string[] =>
    rows.flatMap(([, { group, columns = {} }]) => (name === 'group' ? group : columns[name]) ?? []);
  return {
    ...Object.fromEntries(
      ['group', ...names]
        .map((name) => [name, ofManifest(name)] as const)
        .filter(([, groups]) => groups.length === rows.length && rows.length > 0),
    ),
    capture: rows.map(([{ capture }]) => capture),
    device: rows.map(([{ capture, mac }, label]) => label.device ?? label.mac ?? mac ?? capture),
  };
};

const selectRows = (table: FeatureTable, rows: readonly number[]): FeatureTable => {
  const { values } = selectMatrixRows(table, Int32Array.from(rows));
  return createTable({ ...table, values, rows: rows.map((row) => table.rows[row]) });
};

const rowsByCapture = (rows: readonly RowIdentity[]): ReadonlyMap<string, readonly number[]> => {
  const byCapture = new Map<string, number[]>();
  for (const [row, { capture }] of rows.entries()) {
    const known = byCapture.get(capture);
    if (known === undefined) byCapture.set(capture, [row]);
    else known.push(row);
  }
  return byCapture;
};

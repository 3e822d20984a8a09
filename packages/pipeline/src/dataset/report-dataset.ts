import { type Dataset, distinct, groupBy, rowsOf } from './dataset.ts';
import type { Finding } from './finding.ts';

/** A role of a dataset, and how much there is of it. */
export interface RoleShare {
  readonly role: string;
  /** Rows that training would learn from. */
  readonly rows: number;
  readonly captures: number;
  readonly devices: number;
  /** Groups of the manifest; 0 where it has none. */
  readonly groups: number;
  /** Packets that its devices sent or received. */
  readonly packets: number;
  /** Median time from the first to the last packet of a row; `null` where packets have no times. */
  readonly medianSeconds: number | null;
}

/** What was found of a dataset. */
export interface DatasetReport {
  /** The directory. */
  readonly dataset: string;
  /** Where roles come from. */
  readonly labels: Dataset['labelsFrom'];
  readonly captures: number;
  /** Captures that could be read, be it up to where they break off. */
  readonly readCaptures: number;
  /** Packets in all captures. */
  readonly packets: number;
  readonly rows: number;
  readonly devices: number;
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Finding['severity'], number>>;
  readonly roles: readonly RoleShare[];
}

/** Puts a report together. */
export const reportDataset = (
  dataset: Dataset,
  findings: readonly Finding[],
  { directory }: { readonly directory: string },
): DatasetReport => {
  const rows = rowsOf(dataset);
  const read = dataset.captures.flatMap(({ inspection }) => inspection ?? []);
  return {
    dataset: directory,
    labels: dataset.labelsFrom,
    captures: dataset.captures.length,
    readCaptures: read.length,
    packets: read.reduce((sum, { summary }) => sum + summary.packets, 0),
    rows: rows.length,
    devices: distinct(rows.map(({ row }) => row.device)).length,
    findings,
    counts: countSeverities(findings),
    roles: [...groupBy(rows, ({ row }) => row.role)]
      .map(([role, own]) => ({
        role,
        rows: own.length,
        captures: distinct(own.map(({ capture }) => capture.capture)).length,
        devices: distinct(own.map(({ row }) => row.device)).length,
        groups: distinct(own.flatMap(({ row }) => row.group ?? [])).length,
        packets: own.reduce((sum, { row }) => sum + row.identity.packets, 0),
        medianSeconds: medianOf(
          own.map(({ row: { identity } }) => identity.lastSeen - identity.firstSeen).filter(Number.isFinite),
        ),
      }))
      .toSorted((a, b) => (a.role < b.role ? -1 : 1)),
  };
};

const countSeverities = (findings: readonly Finding[]): DatasetReport['counts'] => {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
};

/** To the millisecond. */
const medianOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.at(Math.floor(sorted.length / 2));
  return middle === undefined ? null : Math.round(middle * 1e3) / 1e3;
};

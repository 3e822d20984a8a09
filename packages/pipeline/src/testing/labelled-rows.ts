import { type FeatureTable, createTable } from '@networkml/featurizer';
import { createRng } from '@networkml/model';
import type { LabelledTable } from '../labels.ts';

/** A row that a test makes up. */
export interface MadeUpRow {
  readonly role: string;
  readonly capture: string;
  readonly device?: string;
  /** Further groupings. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Rows of equal content show the same; all differ unless given. */
  readonly content?: number;
}

const COLUMNS = ['a', 'b', 'c'];

/** Rows of three features that are near each other where roles are the same. */
export const labelledRows = (rows: readonly MadeUpRow[]): LabelledTable => {
  const roles = [...new Set(rows.map(({ role }) => role))];
  const names = new Set(rows.flatMap(({ columns = {} }) => Object.keys(columns)));
  return {
    table: tableOf(rows, roles),
    roles: rows.map(({ role }) => role),
    groupings: {
      ...Object.fromEntries([...names].map((name) => [name, rows.map(({ columns = {} }) => columns[name])])),
      capture: rows.map(({ capture }) => capture),
      device: rows.map(({ device, capture }) => device ?? capture),
    },
    unused: [],
  };
};

const tableOf = (rows: readonly MadeUpRow[], roles: readonly string[]): FeatureTable =>
  createTable({
    values: Float64Array.from(
      rows.flatMap(({ role, content }, row) => {
        const rng = createRng(content ?? 1000 + row);
        return COLUMNS.map((_, column) => ((roles.indexOf(role) * (column + 1)) % 5) * 3 + rng.next());
      }),
    ),
    columns: COLUMNS.map((name) => ({
      name,
      setId: 'made-up',
      modelInput: true,
      unit: 'ratio',
      doc: 'A feature of a test.',
    })),
    rows: rows.map(({ capture, device = capture, content }, row) => ({
      capture,
      device,
      ips: [],
      firstSeen: 0,
      lastSeen: content ?? 1000 + row,
      packets: 100,
      packetsOut: 50,
      bytes: 5000,
      hosts: 1,
    })),
    featureSets: [{ id: 'made-up', version: 1 }],
  });

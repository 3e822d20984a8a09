import { FeatureError } from './errors.ts';
import { type ColumnDeclaration } from './feature-set.ts';
import { type RowIdentity } from './row-identity.ts';
import { hashSchema } from './schema-hash.ts';

/** One column of a table. */
export interface Column extends ColumnDeclaration {
  readonly modelInput: boolean;
  readonly name: string;
  /** Id of the feature set that computes it. */
  readonly setId: string;
}

/** Which version of which feature set a table comes from. */
export interface FeatureSetVersion {
  readonly id: string;
  readonly version: number;
}

/** What did not fit into the bounds of memory. */
export interface Overflow {
  /** Times a packet was sent or received by a device beyond `maxDevices`: such devices have no row. */
  readonly devicePackets: number;
  /** Packets sent from an address beyond `MAX_ADDRESSES` of its device: such addresses are missing in `ips`. */
  readonly addressPackets: number;
  /** Times a packet was of a session beyond `maxSessions`: such sessions have no row. */
  readonly sessionPackets: number;
  /** Packets that feature sets could not take in wholly, such as those to addresses beyond `MAX_ADDRESSES`. */
  readonly featurePackets: number;
}

/** One row a device, one column a feature. */
export interface FeatureTable {
  /** Row-major, shape [rowCount, columnCount], all finite. */
  readonly values: Float64Array;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Shape [columnCount]. */
  readonly columns: readonly Column[];
  /** Whose row each is, shape [rowCount]. */
  readonly rows: readonly RowIdentity[];
  readonly featureSets: readonly FeatureSetVersion[];
  /** Equal for tables of the same sets, versions and columns in the same order (`hashSchema`). */
  readonly schemaHash: string;
  readonly overflow: Overflow;
}

/** What `createTable` derives nothing from. */
export type TableParts = Pick<FeatureTable, 'values' | 'columns' | 'rows' | 'featureSets'> & {
  readonly overflow?: Overflow;
};

/** Where everything fitted. */
export const NO_OVERFLOW: Overflow = {
  devicePackets: 0,
  addressPackets: 0,
  sessionPackets: 0,
  featurePackets: 0,
};

/** What did not fit in either of two places. */
export const addOverflow = (a: Overflow, b: Overflow): Overflow => ({
  devicePackets: a.devicePackets + b.devicePackets,
  addressPackets: a.addressPackets + b.addressPackets,
  sessionPackets: a.sessionPackets + b.sessionPackets,
  featurePackets: a.featurePackets + b.featurePackets,
});

/** Puts a table together from values, shape [rows, columns], and what they mean. */
export const createTable = (parts: TableParts): FeatureTable => ({
  overflow: NO_OVERFLOW,
  ...parts,
  rowCount: parts.rows.length,
  columnCount: parts.columns.length,
  schemaHash: hashSchema(parts),
});

/**
 * One table of all rows, in order.
 * @throws FeatureError FEATURE_TABLES_DIFFER where a table has other columns or sets than the first; it names the column.
 */
export const concatTables = (tables: readonly [FeatureTable, ...FeatureTable[]]): FeatureTable => {
  const [first] = tables;
  const values = new Float64Array(tables.reduce((sum, table) => sum + table.values.length, 0));
  let offset = 0;
  for (const table of tables) {
    requireSameSchema(first, table);
    values.set(table.values, offset);
    offset += table.values.length;
  }
  return createTable({
    values,
    columns: first.columns,
    rows: tables.flatMap(({ rows }) => rows),
    featureSets: first.featureSets,
    overflow: tables.map(({ overflow }) => overflow).reduce(addOverflow),
  });
};

const requireSameSchema = (first: FeatureTable, other: FeatureTable): void => {
  if (first.schemaHash === other.schemaHash) return;
  const length = Math.max(first.columnCount, other.columnCount);
  for (let index = 0; index < length; index += 1) {
    const expected = first.columns.at(index)?.name;
    const found = other.columns.at(index)?.name;
    if (expected !== found) {
      throw new FeatureError('FEATURE_TABLES_DIFFER', {
        ...(expected === undefined ? {} : { column: expected }),
        found: found ?? 'no such column',
      });
    }
  }
  throw new FeatureError('FEATURE_TABLES_DIFFER', { found: JSON.stringify(other.featureSets) });
};

/**
 * The table with the named columns only, in the order named.
 * @throws FeatureError FEATURE_UNKNOWN_COLUMN, FEATURE_DUPLICATE_COLUMN for a name given twice.
 */
export const selectColumns = (table: FeatureTable, names: readonly string[]): FeatureTable => {
  const indexOfName = new Map(table.columns.map(({ name }, index) => [name, index]));
  const chosen = new Set<number>();
  for (const column of names) {
    const index = indexOfName.get(column);
    if (index === undefined) throw new FeatureError('FEATURE_UNKNOWN_COLUMN', { column });
    if (chosen.has(index)) throw new FeatureError('FEATURE_DUPLICATE_COLUMN', { column });
    chosen.add(index);
  }
  const indices = [...chosen];
  const values = new Float64Array(table.rowCount * indices.length);
  for (let row = 0; row < table.rowCount; row += 1) {
    indices.forEach((index, at) => {
      values[row * indices.length + at] = table.values[row * table.columnCount + index];
    });
  }
  return createTable({
    values,
    columns: indices.map((index) => table.columns[index]),
    rows: table.rows,
    featureSets: table.featureSets,
    overflow: table.overflow,
  });
};

/** The names of the columns a model may be trained on, in the order of the table. */
export const modelInputNames = (table: Pick<FeatureTable, 'columns'>): string[] =>
  table.columns.filter(({ modelInput }) => modelInput).map(({ name }) => name);

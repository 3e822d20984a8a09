import { describe, expect, it } from 'vitest';

import { FeatureError } from './errors.ts';
import {
  type Column,
  concatTables,
  createTable,
  type FeatureTable,
  modelInputNames,
  selectColumns,
} from './table.ts';

const column = (name: string, modelInput = true): Column => ({
  name,
  unit: 'count',
  doc: 'A count.',
  setId: 'set',
  modelInput,
});

const tableOf = (names: readonly string[], rows: readonly (readonly number[])[], version = 1): FeatureTable =>
  createTable({
    values: Float64Array.from(rows.flat()),
    columns: names.map((name) => column(name, name !== 'c')),
    rows: rows.map((_, index) => ({
      capture: 'x.pcap',
      device: `device ${index}`,
      ips: [],
      firstSeen: 0,
      lastSeen: 1,
      packets: 1,
      packetsOut: 1,
      bytes: 60,
      hosts: 1,
    })),
    featureSets: [{ id: 'set', version }],
    overflow: { devicePackets: 1, addressPackets: 2, sessionPackets: 3, featurePackets: 4 },
  });

const errorOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    if (error instanceof FeatureError) return { code: error.code, ...error.place };
    throw error;
  }
  return undefined;
};

describe('createTable', () => {
  it('counts rows and columns', () => {
    expect(tableOf(['a', 'b'], [[1, 2]])).toMatchObject({ rowCount: 1, columnCount: 2 });
  });
});

describe('concatTables', () => {
  const first = tableOf(['a', 'b'], [[1, 2]]);

  it('appends rows and adds up what overflowed', () => {
    const table = concatTables([
      first,
      tableOf(
        ['a', 'b'],
        [
          [3, 4],
          [5, 6],
        ],
      ),
    ]);
    expect([...table.values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(table.rows.map(({ device }) => device)).toEqual(['device 0', 'device 0', 'device 1']);
    expect(table.overflow).toEqual({
      devicePackets: 2,
      addressPackets: 4,
      sessionPackets: 6,
      featurePackets: 8,
    });
    expect(table.schemaHash).toBe(first.schemaHash);
  });

  it('names the first column that differs', () => {
    const other = tableOf(['a', 'c'], [[1, 2]]);
    expect(errorOf(() => concatTables([first, other]))).toEqual({
      code: 'FEATURE_TABLES_DIFFER',
      column: 'b',
      found: 'c',
    });
  });

  it('refuses the same columns of another version', () => {
    const other = tableOf(['a', 'b'], [[1, 2]], 2);
    expect(errorOf(() => concatTables([first, other]))).toMatchObject({ code: 'FEATURE_TABLES_DIFFER' });
  });
});

describe('selectColumns', () => {
  const table = tableOf(
    ['a', 'b', 'c'],
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  );

  it('picks columns in the order named', () => {
    const picked = selectColumns(table, ['c', 'a']);
    expect([...picked.values]).toEqual([3, 1, 6, 4]);
    expect(picked.columns.map(({ name }) => name)).toEqual(['c', 'a']);
    expect(picked.schemaHash).not.toBe(table.schemaHash);
  });

  it('picks all columns but those kept from models', () => {
    expect(modelInputNames(table)).toEqual(['a', 'b']);
  });

  it('refuses unknown columns and columns named twice', () => {
    expect(errorOf(() => selectColumns(table, ['a', 'x']))).toEqual({
      code: 'FEATURE_UNKNOWN_COLUMN',
      column: 'x',
    });
    expect(errorOf(() => selectColumns(table, ['a', 'a']))).toEqual({
      code: 'FEATURE_DUPLICATE_COLUMN',
      column: 'a',
    });
  });
});

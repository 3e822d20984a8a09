import { type Accumulator, type AccumulatorTable } from './feature-set.ts';

/** The only subject of a table that is used for one. */
const SUBJECT = 0;

/**
 * An accumulator of one device that is a table of one: for the `create` of sets that have `createTable`. Each takes the
 * memory of a table, so it is for a few devices.
 * @param columns the names of the set's columns, in their order.
 */
export const accumulateByTable = (table: AccumulatorTable, columns: readonly string[]): Accumulator => {
  const ends = { count: 1, entries: new Uint32Array(1), subjects: new Uint32Array(1).fill(SUBJECT) };
  let overflow: number | undefined;
  const writeRow = (row: Float64Array): void => {
    table.writeRow(SUBJECT, row);
    overflow = table.overflow?.(SUBJECT) ?? 0;
    table.release?.();
  };
  return {
    observe(batch, row, direction) {
      ends.entries[0] = row * 2 + direction;
      table.observe(batch, ends);
    },
    writeRow,
    finish() {
      const row = new Float64Array(columns.length);
      writeRow(row);
      return Object.fromEntries(columns.map((name, at) => [name, row[at]]));
    },
    overflow: () => overflow ?? table.overflow?.(SUBJECT) ?? 0,
  };
};

import { type AccumulatorTable, type PacketEnds } from '../feature-set.ts';

/** Which subject sent (direction 0) or received (1) the packet of a row. */
export interface TestEnd {
  readonly row: number;
  readonly direction: 0 | 1;
  readonly subject: number;
}

/** Ends as a table takes them, with a place more than is filled. */
export const endsOf = (ends: readonly TestEnd[]): PacketEnds => ({
  count: ends.length,
  entries: Uint32Array.from([...ends.map(({ row, direction }) => row * 2 + direction), 0xffffffff]),
  subjects: Uint32Array.from([...ends.map(({ subject }) => subject), 0xffffffff]),
});

/** The row of a subject. */
export const rowOf = (table: AccumulatorTable, subject: number, width: number): Float64Array => {
  const row = new Float64Array(width).fill(Number.NaN);
  table.writeRow(subject, row);
  return row;
};

/** Writes bits 0 to `count - 1` into a row from place `at` on, each a 0 or 1; gives the place behind them. */
export const writeBits = (row: Float64Array, at: number, bits: number, count: number): number => {
  for (let index = 0; index < count; index += 1) row[at + index] = (bits >>> index) & 1;
  return at + count;
};

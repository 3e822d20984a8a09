/** Appends bits 0 to `count - 1` to a row, each a 0 or 1. */
export const appendBits = (row: number[], bits: number, count: number): void => {
  for (let index = 0; index < count; index += 1) row.push((bits >>> index) & 1);
};

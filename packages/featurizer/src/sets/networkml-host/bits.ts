/** One 0 or 1 for each name, from bit 0 up. */
export const bitsOf = <Name>(
  bits: number,
  names: readonly Name[],
  columnOf: (name: Name) => string,
): Record<string, number> =>
  Object.fromEntries(names.map((name, index) => [columnOf(name), (bits >>> index) & 1]));

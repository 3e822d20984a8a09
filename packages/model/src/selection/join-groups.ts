import { ModelError } from '../errors.ts';

/**
 * Groups within which nothing that hangs together is torn: rows are of one group if they share a name in any of the
 * partitions, or through other rows (the connected components). A group is called by the first name, in alphabetical
 * order, that its rows have in the first partition.
 * @param partitions names of each row, shape [n] each, such as the device and the capture of each row.
 * Throws MODEL_BAD_TRAINING_DATA for partitions of different length.
 */
export const joinGroups = (
  first: readonly string[],
  ...partitions: readonly (readonly string[])[]
): string[] => {
  const root = Int32Array.from(first, (_, row) => row);
  const find = (row: number): number => {
    while (root[row] !== row) {
      root[row] = root[root[row]];
      row = root[row];
    }
    return row;
  };
  for (const names of [first, ...partitions]) {
    if (names.length !== first.length) {
      throw new ModelError('MODEL_BAD_TRAINING_DATA', `${first.length} and ${names.length} groups`);
    }
    const firstRowOf = new Map<string, number>();
    names.forEach((name, row) => {
      const known = firstRowOf.get(name);
      if (known === undefined) firstRowOf.set(name, row);
      else root[find(row)] = find(known);
    });
  }
  const nameOf = new Map<number, string>();
  first.forEach((name, row) => {
    const known = nameOf.get(find(row));
    if (known === undefined || name < known) nameOf.set(find(row), name);
  });
  return first.map((name, row) => nameOf.get(find(row)) ?? name);
};

import type { Rng } from '../../../rng.ts';
import type { GrowingNode } from './growing-tree.ts';

/** Rows whose value in the column is at most the threshold go left, the others right. */
export interface Split {
  readonly column: number;
  readonly threshold: number;
}

/** The best split of a node so far. */
export interface BestSplit {
  column: number;
  threshold: number;
  /** Σ over both sides of (squares / weight), greater for purer sides; see `GrowingNode`. */
  score: number;
}

/** Looks for a better split of the node in one column; false if all rows have the same value there. */
export type TryColumn = (column: number, node: GrowingNode, best: BestSplit) => boolean;

/**
 * Tries columns in random order, `perSplit` of them and more only until one is not constant, as scikit-learn does.
 * @returns undefined where no column can be split.
 */
export const createSplitSearch = (
  {
    columnCount,
    perSplit,
    rng,
  }: { readonly columnCount: number; readonly perSplit: number; readonly rng: Rng },
  tryColumn: TryColumn,
): ((node: GrowingNode) => Split | undefined) => {
  const columns = Int32Array.from({ length: columnCount }, (_, column) => column);
  return (node) => {
    const best = { column: -1, threshold: 0, score: Number.NEGATIVE_INFINITY };
    let constant = 0;
    for (let tried = 0; tried < columnCount && (tried < perSplit || tried === constant); tried++) {
      const drawn = tried + Math.floor(rng.next() * (columnCount - tried));
      const column = columns[drawn];
      columns[drawn] = columns[tried];
      columns[tried] = column;
      if (!tryColumn(column, node, best)) constant += 1;
    }
    return best.column < 0 ? undefined : best;
  };
};

import type { TryColumn } from './find-split.ts';
import type { TreeRows } from './growing-tree.ts';
import { sortKeys } from './sort-keys.ts';
import type { TreeProblem } from './tree-problem.ts';

/**
 * Tries every threshold between two neighbouring values of a column, as random forests do, and keeps the one with the
 * lowest Gini impurity. Thresholds are half-way, so a value of another data set falls to the nearer side.
 */
export const bestThreshold = (problem: TreeProblem, tree: TreeRows, minSamplesLeaf: number): TryColumn => {
  const { rowCount, classCount, values, ranks, y } = problem;
  const { order, weights } = tree;
  // A key is rank * radix + row: it sorts by rank, and a power of two is divided by exactly.
  const radix = 2 ** Math.ceil(Math.log2(rowCount + 1));
  const keys = new Float64Array(rowCount);
  const left = new Float64Array(classCount);

  return (column, { start, end, classTotals, weight, squares }, best) => {
    const offset = column * rowCount;
    const size = end - start;
    const first = ranks[offset + order[start]];
    let isConstant = true;
    for (let i = 0; i < size; i++) {
      const row = order[start + i];
      const rank = ranks[offset + row];
      if (rank !== first) isConstant = false;
      keys[i] = rank * radix + row;
    }
    if (isConstant) return false;
    sortKeys(keys, size);
    left.fill(0);
    let leftWeight = 0;
    let leftSquares = 0;
    let rightSquares = squares;
    let rank = Math.floor(keys[0] / radix);
    let row = keys[0] - rank * radix;
    for (let i = 1; i < size; i++) {
      const label = y[row];
      const moved = weights[row];
      const leftTotal = left[label];
      leftSquares += moved * (2 * leftTotal + moved);
      rightSquares -= moved * (2 * (classTotals[label] - leftTotal) - moved);
      left[label] = leftTotal + moved;
      leftWeight += moved;
      const nextRank = Math.floor(keys[i] / radix);
      const nextRow = keys[i] - nextRank * radix;
      if (nextRank !== rank && i >= minSamplesLeaf && size - i >= minSamplesLeaf) {
        const score = leftSquares / leftWeight + rightSquares / (weight - leftWeight);
        if (score > best.score) {
          best.score = score;
          best.column = column;
          best.threshold = between(values[offset + row], values[offset + nextRow]);
        }
      }
      rank = nextRank;
      row = nextRow;
    }
    return true;
  };
};

/** Half-way, but below `high` even where no double lies between the two. */
const between = (low: number, high: number): number => {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
};

import type { Rng } from '../../../rng.ts';
import type { TreeProblem } from './tree-problem.ts';

/** The rows of one tree, which its nodes divide among themselves. */
export interface TreeRows {
  /** Numbers of the distinct rows; those of a node stand side by side. */
  readonly order: Int32Array;
  /** How often the tree has a row, shape [rowCount]; 0 for one that its bootstrap sample lacks. */
  readonly copies: Int32Array;
  /** What a row counts: its copies times the weight of its class, shape [rowCount]. */
  readonly weights: Float64Array;
}

/** A node that is about to become a split or a leaf: the rows `order[start]` to `order[end - 1]`. */
export interface GrowingNode {
  readonly start: number;
  readonly end: number;
  /** Weight of its rows by class, shape [classCount]. */
  readonly classTotals: Float64Array;
  /** Sum of `classTotals`. */
  readonly weight: number;
  /** Sum of the squares of `classTotals`; Gini impurity is 1 - squares / weight². */
  readonly squares: number;
}

/** All rows, or as many drawn with replacement. */
export const drawRows = (problem: TreeProblem, bootstrap: boolean, rng: Rng): TreeRows => {
  const { rowCount, y, classWeights } = problem;
  const copies = new Int32Array(rowCount).fill(bootstrap ? 0 : 1);
  if (bootstrap) {
    for (let i = 0; i < rowCount; i++) copies[Math.floor(rng.next() * rowCount)] += 1;
  }
  const order = Int32Array.from(copies.keys()).filter((row) => copies[row] > 0);
  const weights = Float64Array.from(copies, (count, row) => count * classWeights[y[row]]);
  return { order, copies, weights };
};

/** What the split search has to know of the rows from `start` to `end`. */
export const describeNode = (
  { classCount, y }: TreeProblem,
  { order, weights }: TreeRows,
  [start, end]: readonly [number, number],
): GrowingNode => {
  const classTotals = new Float64Array(classCount);
  for (let i = start; i < end; i++) classTotals[y[order[i]]] += weights[order[i]];
  let weight = 0;
  let squares = 0;
  for (const total of classTotals) {
    weight += total;
    squares += total * total;
  }
  return { start, end, classTotals, weight, squares };
};

/** Brings rows whose value is not above the threshold to the front of the node; returns where the others start. */
export const partitionRows = (
  { order }: TreeRows,
  { start, end }: GrowingNode,
  goesLeft: (row: number) => boolean,
): number => {
  let left = start;
  let right = end;
  while (left < right) {
    const row = order[left];
    if (goesLeft(row)) {
      left += 1;
    } else {
      right -= 1;
      order[left] = order[right];
      order[right] = row;
    }
  }
  return left;
};

import type { Rng } from '../../../rng.ts';
import { bestThreshold } from './best-threshold.ts';
import { createSplitSearch } from './find-split.ts';
import { type ForestKind, type ForestParams, columnsPerSplit } from '../forest-params.ts';
import { type GrowingNode, type TreeRows, describeNode, drawRows, partitionRows } from './growing-tree.ts';
import { randomThreshold } from './random-threshold.ts';
import type { TreeProblem } from './tree-problem.ts';

/** What trees are written to, in the form of `ForestRecord`. */
export interface GrownTrees {
  readonly nodes: number[];
  readonly thresholds: number[];
  readonly leaves: number[];
}

/** How a tree is grown. */
export interface GrowOptions {
  readonly type: ForestKind;
  readonly params: ForestParams;
  readonly rng: Rng;
}

/** Squares may differ from weight² by rounding where all rows are of one class. */
const PURE = 1 - 1e-12;

/** Grows one tree to its leaves and appends it to the others. */
export const growTree = (problem: TreeProblem, options: GrowOptions, grown: GrownTrees): void => {
  const { params, rng } = options;
  const tree = drawRows(problem, params.bootstrap, rng);
  const findSplit = splitSearch(problem, tree, options);
  const isLeaf = ({ start, end, weight, squares }: GrowingNode, depth: number): boolean =>
    end - start < Math.max(params.minSamplesSplit, 2 * params.minSamplesLeaf) ||
    depth === params.maxDepth ||
    squares >= weight * weight * PURE;
  // A stack of our own: the depth of a tree can be its number of rows.
  const pending = [{ start: 0, end: tree.order.length, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { start, end, depth } = next;
    const node = describeNode(problem, tree, [start, end]);
    const split = isLeaf(node, depth) ? undefined : findSplit(node);
    if (split === undefined) {
      appendLeaf(grown, countRows(problem, tree, node));
      continue;
    }
    grown.nodes.push(split.column + 1);
    grown.thresholds.push(split.threshold);
    const offset = split.column * problem.rowCount;
    const middle = partitionRows(tree, node, (row) => problem.values[offset + row] <= split.threshold);
    pending.push({ start: middle, end, depth: depth + 1 }, { start, end: middle, depth: depth + 1 });
  }
};

const splitSearch = (problem: TreeProblem, tree: TreeRows, { type, params, rng }: GrowOptions) => {
  const { minSamplesLeaf, maxFeatures } = params;
  const { columnCount } = problem;
  return createSplitSearch(
    { columnCount, perSplit: columnsPerSplit(maxFeatures, columnCount), rng },
    type === 'randomForest'
      ? bestThreshold(problem, tree, minSamplesLeaf)
      : randomThreshold(problem, tree, { minSamplesLeaf, rng }),
  );
};

/** Rows of the node by class, those of a bootstrap sample as often as it has them. */
const countRows = (
  { classCount, y }: TreeProblem,
  { order, copies }: TreeRows,
  { start, end }: GrowingNode,
): Int32Array => {
  const counts = new Int32Array(classCount);
  for (let i = start; i < end; i++) counts[y[order[i]]] += copies[order[i]];
  return counts;
};

const appendLeaf = ({ nodes, leaves }: GrownTrees, counts: Int32Array): void => {
  nodes.push(0);
  leaves.push(counts.filter((count) => count > 0).length);
  counts.forEach((count, label) => {
    if (count > 0) leaves.push(label, count);
  });
};

import type { ForestRecord } from './forest-record.ts';

/** A forest laid out for prediction: one entry a node, in pre-order, so that a split's left side starts right behind it. */
export interface Trees {
  /** First node of each tree. */
  readonly roots: Int32Array;
  /** Column a node splits at; -1 for a leaf. */
  readonly column: Int32Array;
  /** Rows whose value is at most this go left; 0 for a leaf. */
  readonly threshold: Float64Array;
  /** Of a split, where its right side starts; of a leaf, its number. */
  readonly right: Int32Array;
  /** Where the classes of each leaf start in `leafClasses` and `leafShares`, and one more for where they end. */
  readonly leafStarts: Int32Array;
  readonly leafClasses: Int32Array;
  /** Share of the class among the leaf's training rows, by weight; those of a leaf sum to 1. */
  readonly leafShares: Float64Array;
  /** Weight of each leaf's training rows. */
  readonly leafWeights: Float64Array;
}

/** Lays out a sound record (`forestFault` says which are); takes time in proportion to its size. */
export const layOutTrees = ({ nodes, thresholds, leaves, classWeights }: ForestRecord): Trees => {
  const roots: number[] = [];
  const right = new Int32Array(nodes.length);
  const threshold = new Float64Array(nodes.length);
  /** Splits whose right side is still to come. */
  const open: number[] = [];
  let split = 0;
  let leaf = 0;
  let isRoot = true;
  nodes.forEach((column, node) => {
    if (isRoot) roots.push(node);
    isRoot = false;
    if (column > 0) {
      threshold[node] = thresholds[split];
      split += 1;
      open.push(node);
      return;
    }
    right[node] = leaf;
    leaf += 1;
    const parent = open.pop();
    if (parent === undefined) isRoot = true;
    else right[parent] = node + 1;
  });
  return {
    roots: Int32Array.from(roots),
    column: nodes.map((column) => column - 1),
    threshold,
    right,
    ...layOutLeaves(leaves, classWeights, leaf),
  };
};

type Leaves = Pick<Trees, 'leafStarts' | 'leafClasses' | 'leafShares' | 'leafWeights'>;

const layOutLeaves = (leaves: Int32Array, classWeights: Float64Array, leafCount: number): Leaves => {
  const entryCount = (leaves.length - leafCount) / 2;
  const leafStarts = new Int32Array(leafCount + 1);
  const leafClasses = new Int32Array(entryCount);
  const leafShares = new Float64Array(entryCount);
  const leafWeights = new Float64Array(leafCount);
  let at = 0;
  let entry = 0;
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const end = entry + leaves[at];
    at += 1;
    for (let i = entry; i < end; i++, at += 2) {
      leafClasses[i] = leaves[at];
      leafShares[i] = leaves[at + 1] * classWeights[leaves[at]];
      leafWeights[leaf] += leafShares[i];
    }
    for (; entry < end; entry++) leafShares[entry] /= leafWeights[leaf];
    leafStarts[leaf + 1] = end;
  }
  return { leafStarts, leafClasses, leafShares, leafWeights };
};

import type { Trees } from './trees.ts';

/** Share of a class among the training rows of every node, by weight; shape [nodes]. */
export type NodeShares = (classIndex: number) => Float64Array;

/** Works out the shares of a class when it is asked for the first time. */
export const createNodeShares = (trees: Trees): NodeShares => {
  const known = new Map<number, Float64Array>();
  let weights: Float64Array | undefined;
  return (classIndex) => {
    weights ??= sumUp(trees, (leaf) => trees.leafWeights[leaf]);
    const shares = known.get(classIndex) ?? sharesOf(trees, classIndex, weights);
    known.set(classIndex, shares);
    return shares;
  };
};

const sharesOf = (trees: Trees, classIndex: number, weights: Float64Array): Float64Array => {
  const leafShare = (leaf: number): number => {
    const end = trees.leafStarts[leaf + 1];
    for (let entry = trees.leafStarts[leaf]; entry < end; entry++) {
      if (trees.leafClasses[entry] === classIndex) return trees.leafShares[entry];
    }
    return 0;
  };
  const sums = sumUp(trees, (leaf) => leafShare(leaf) * trees.leafWeights[leaf]);
  return sums.map((sum, node) =>
    trees.column[node] < 0 ? leafShare(trees.right[node]) : sum / weights[node],
  );
};

/** Sums a figure of the leaves up to the roots; children stand behind their parents. */
const sumUp = ({ column, right }: Trees, ofLeaf: (leaf: number) => number): Float64Array => {
  const sums = new Float64Array(column.length);
  for (let node = column.length - 1; node >= 0; node--) {
    sums[node] = column[node] < 0 ? ofLeaf(right[node]) : sums[node + 1] + sums[right[node]];
  }
  return sums;
};

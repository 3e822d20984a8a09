import type { ForestRecord } from '../../estimators/forest/forest-record.ts';
import { type Trees, layOutTrees } from '../../estimators/forest/trees.ts';
import type { Attribute, OnnxGraph, ValueName } from './onnx-graph.ts';

/** TensorProto.DOUBLE. */
const DOUBLE = 11;

/** Adds the mean of a forest's trees to the graph; gives the name of the probabilities, shape [rows, classes]. */
export const addForest = (graph: OnnxGraph, features: ValueName, record: ForestRecord): ValueName => {
  const trees = layOutTrees(record);
  const scores = graph.node({
    operator: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: [features],
    attributes: {
      aggregate_function: 'AVERAGE',
      n_targets: record.outputs,
      post_transform: 'NONE',
      ...nodesOf(trees),
      ...votesOf(trees),
    },
  });
  // Whatever the type of its input, the operator gives floats.
  return graph.node({ operator: 'Cast', inputs: [scores], attributes: { to: DOUBLE } });
};

/** One entry a node; ids count from 0 in each tree. A leaf's column, value and children mean nothing. */
const nodesOf = ({ roots, column, threshold, right }: Trees): Record<string, Attribute> => {
  const { tree, id } = placesOf(roots, column.length);
  const isSplit = (node: number): boolean => column[node] >= 0;
  return {
    nodes_treeids: tree,
    nodes_nodeids: id,
    nodes_featureids: column.map((at) => Math.max(at, 0)),
    nodes_modes: Array.from(column, (at) => (at >= 0 ? 'BRANCH_LEQ' : 'LEAF')),
    nodes_values_as_tensor: threshold,
    nodes_truenodeids: id.map((own, node) => (isSplit(node) ? own + 1 : 0)),
    nodes_falsenodeids: right.map((other, node) => (isSplit(node) ? id[other] : 0)),
  };
};

/** One entry a leaf and class that has training rows there. */
const votesOf = (trees: Trees): Record<string, Attribute> => {
  const { tree, id } = placesOf(trees.roots, trees.column.length);
  const [treeIds, nodeIds]: [number[], number[]] = [[], []];
  trees.column.forEach((column, node) => {
    if (column >= 0) return;
    const leaf = trees.right[node];
    for (let vote = trees.leafStarts[leaf]; vote < trees.leafStarts[leaf + 1]; vote++) {
      treeIds.push(tree[node]);
      nodeIds.push(id[node]);
    }
  });
  return {
    target_treeids: Int32Array.from(treeIds),
    target_nodeids: Int32Array.from(nodeIds),
    target_ids: trees.leafClasses,
    target_weights_as_tensor: trees.leafShares,
  };
};

/** The number of each node's tree, and of the node in it. */
const placesOf = (roots: Int32Array, nodeCount: number): { tree: Int32Array; id: Int32Array } => {
  const tree = new Int32Array(nodeCount);
  const id = new Int32Array(nodeCount);
  roots.forEach((root, number) => {
    const end = number + 1 < roots.length ? roots[number + 1] : nodeCount;
    for (let node = root; node < end; node++) {
      tree[node] = number;
      id[node] = node - root;
    }
  });
  return { tree, id };
};

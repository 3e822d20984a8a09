import type { DenseLayer } from '../dense/layer.ts';
import type { EstimatorRecord, MemberRecord, MlpRecord } from './estimator-record.ts';
import type { ForestRecord } from './forest/forest-record.ts';

/** Where the classes of an estimator stand among those of a larger one. */
export interface ClassPlaces {
  /** New index of each class, ascending, shape [classes]. */
  readonly places: Int32Array;
  /** Number of classes there are to be. */
  readonly classCount: number;
}

/** What goes into the softmax for a class that a network has never heard of: e to the power of it is nothing beside the others. */
const NEVER = -1000;

/** The estimator with more classes: it says of the old ones what it said before, and gives the new ones no probability. */
export const expandEstimator = (record: EstimatorRecord, classes: ClassPlaces): EstimatorRecord =>
  record.type === 'ensemble'
    ? { ...record, members: record.members.map((member) => expandMember(member, classes)) }
    : expandMember(record, classes);

const expandMember = (record: MemberRecord, classes: ClassPlaces): MemberRecord => {
  switch (record.type) {
    case 'mlp':
      return expandNetwork(record, classes);
    case 'randomForest':
    case 'extraTrees':
      return expandForest(record, classes);
    case 'majority':
      return { ...record, probabilities: spread(record.probabilities, 0, classes) };
  }
};

const expandNetwork = (record: MlpRecord, classes: ClassPlaces): MlpRecord => {
  const hidden = record.layers.slice(0, -1);
  return { ...record, layers: [...hidden, expandLayer(record.layers[hidden.length], classes)] };
};

const expandLayer = (layer: DenseLayer, classes: ClassPlaces): DenseLayer => {
  const { inputs, outputs } = layer;
  const { classCount } = classes;
  const weights = new Float64Array(inputs * classCount);
  for (let input = 0; input < inputs; input++) {
    const own = layer.weights.subarray(input * outputs, (input + 1) * outputs);
    weights.set(spread(own, 0, classes), input * classCount);
  }
  return { ...layer, outputs: classCount, weights, biases: spread(layer.biases, NEVER, classes) };
};

const expandForest = (record: ForestRecord, classes: ClassPlaces): ForestRecord => {
  const leaves = record.leaves.slice();
  for (let at = 0; at < leaves.length;) {
    const end = at + 1 + 2 * leaves[at];
    for (at += 1; at < end; at += 2) leaves[at] = classes.places[leaves[at]];
  }
  const classWeights = spread(record.classWeights, 1, classes);
  return { ...record, outputs: classes.classCount, classWeights, leaves };
};

/** Numbers of the old classes at their new places, and one number at all others. */
const spread = (numbers: Float64Array, other: number, { places, classCount }: ClassPlaces): Float64Array => {
  const all = new Float64Array(classCount).fill(other);
  numbers.forEach((number, label) => (all[places[label]] = number));
  return all;
};

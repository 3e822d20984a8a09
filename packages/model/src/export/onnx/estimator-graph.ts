import type { EnsembleRecord, EstimatorRecord } from '../../estimators/estimator-record.ts';
import type { TemperatureCalibration } from '../../model-file/model-file.ts';
import { addForest } from './forest-graph.ts';
import { addNetwork } from './mlp-graph.ts';
import { FEATURES, OnnxGraph, PROBABILITIES, ROLE_INDEX, type ValueName } from './onnx-graph.ts';
import { message } from './protobuf.ts';

/** What a graph is made of. */
export interface GraphParts {
  readonly name: string;
  readonly columnCount: number;
  readonly classCount: number;
  readonly estimator: EstimatorRecord;
  readonly calibration: TemperatureCalibration | null;
}

/** The bytes of an ONNX graph from raw feature values to calibrated probabilities. */
export const estimatorGraph = (parts: GraphParts): Uint8Array => {
  const graph = new OnnxGraph();
  addOutputs(graph, addEstimator(graph, parts.estimator, parts), parts.calibration);
  return message(graph.fields(parts.name, parts));
};

/** Adds an estimator of the features; gives the name of its probabilities, shape [rows, classes]. */
const addEstimator = (
  graph: OnnxGraph,
  estimator: EstimatorRecord,
  shape: Pick<GraphParts, 'columnCount' | 'classCount'>,
): ValueName => {
  switch (estimator.type) {
    case 'mlp':
      return addNetwork(graph, FEATURES, estimator);
    case 'randomForest':
    case 'extraTrees':
      return addForest(graph, FEATURES, estimator);
    case 'majority': {
      const { columnCount, classCount } = shape;
      const nothing = new Float64Array(columnCount * classCount);
      const weights = graph.constant('majority.weights', [columnCount, classCount], nothing);
      const shares = graph.constant('majority.probabilities', [classCount], estimator.probabilities);
      const zeros = graph.node({ operator: 'MatMul', inputs: [FEATURES, weights] });
      return graph.node({ operator: 'Add', inputs: [zeros, shares] });
    }
    case 'ensemble':
      return addEnsemble(graph, estimator, shape);
  }
};

/** The mean of the members' probabilities, each with its share of the weights. */
const addEnsemble = (
  graph: OnnxGraph,
  { members, weights }: EnsembleRecord,
  shape: Pick<GraphParts, 'columnCount' | 'classCount'>,
): ValueName => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = members.map((member, i) => {
    const share = graph.constant('ensemble.share', [], Float64Array.of(weights[i] / sum));
    return graph.node({ operator: 'Mul', inputs: [addEstimator(graph, member, shape), share] });
  });
  return shares.reduce((total, share) => graph.node({ operator: 'Add', inputs: [total, share] }));
};

/** p to the power of 1 / temperature, made to sum to 1 again, and the place of the greatest. */
const addOutputs = (
  graph: OnnxGraph,
  probabilities: ValueName,
  calibration: TemperatureCalibration | null,
): void => {
  if (calibration === null) {
    graph.node({ operator: 'Identity', inputs: [probabilities], output: PROBABILITIES });
  } else {
    const power = graph.constant('calibration.power', [], Float64Array.of(1 / calibration.temperature));
    const raised = graph.node({ operator: 'Pow', inputs: [probabilities, power] });
    const attributes = { axis: 1, p: 1 };
    graph.node({ operator: 'LpNormalization', inputs: [raised], output: PROBABILITIES, attributes });
  }
  const attributes = { axis: 1, keepdims: 0 };
  graph.node({ operator: 'ArgMax', inputs: [PROBABILITIES], output: ROLE_INDEX, attributes });
};

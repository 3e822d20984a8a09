import { formatModelFile } from '../../model-file/format.ts';
import type { ModelFile, TemperatureCalibration } from '../../model-file/model-file.ts';
import { graphHash } from './graph-hash.ts';
import { addNetwork } from './mlp-graph.ts';
import { METADATA } from './metadata.ts';
import { FEATURES, OnnxGraph, PROBABILITIES, ROLE_INDEX, type ValueName } from './onnx-graph.ts';
import { bytesField, message, messageField, numberField, textField } from './protobuf.ts';

/** Version of the file layout, and of the operators: ONNX 1.12, which every runtime of the last years knows. */
const IR_VERSION = 8;
const OPERATORS = 17;
const TREE_OPERATORS = 3;

/**
 * The model as an ONNX file, from raw feature values to calibrated probabilities: input transform, scaler, limit, estimator
 * and temperature, in doubles.
 *
 * Input `features`, double, shape [rows, columns], columns in the model's order. Outputs `probabilities`, double, shape
 * [rows, roles], and `role_index`, int64, shape [rows]. The metadata name roles, columns, feature sets and the threshold for
 * Unknown, and hold the whole model file, from which `importOnnx` restores the model. Novelty and the least number of packets
 * are not part of the graph.
 */
export const exportOnnx = (model: ModelFile): Uint8Array => {
  const graph = new OnnxGraph();
  const probabilities = addNetwork(graph, FEATURES, {
    inputTransform: model.inputTransform,
    scaler: model.scaler,
    layers: model.estimator.layers,
  });
  addOutputs(graph, probabilities, model.calibration);
  const shape = { columnCount: model.columns.length, classCount: model.roles.length };
  const bytes = message(graph.fields(model.name, shape));
  return message([
    numberField(1, IR_VERSION),
    textField(2, 'networkml'),
    textField(3, model.libraryVersion),
    ...(model.description === undefined ? [] : [textField(6, model.description)]),
    bytesField(7, bytes),
    messageField(8, [textField(1, ''), numberField(2, OPERATORS)]),
    messageField(8, [textField(1, 'ai.onnx.ml'), numberField(2, TREE_OPERATORS)]),
    ...metadataOf(model, bytes).map(([key, value]) =>
      messageField(14, [textField(1, key), textField(2, value)]),
    ),
  ]);
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

const metadataOf = (model: ModelFile, graph: Uint8Array): [string, string][] => [
  [METADATA.roles, JSON.stringify(model.roles)],
  [METADATA.columns, JSON.stringify(model.columns)],
  [METADATA.featureSets, JSON.stringify(model.featureSets)],
  [METADATA.threshold, String(model.unknownThreshold)],
  [METADATA.graphHash, graphHash(graph)],
  [METADATA.model, formatModelFile(model)],
];

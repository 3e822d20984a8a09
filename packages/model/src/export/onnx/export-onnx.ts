import { formatModelFile } from '../../model-file/format.ts';
import type { ModelFile } from '../../model-file/model-file.ts';
import { estimatorGraph } from './estimator-graph.ts';
import { graphHash } from './graph-hash.ts';
import { METADATA } from './metadata.ts';
import { onnxFile } from './onnx-file.ts';

/**
 * The model as an ONNX file, from raw feature values to calibrated probabilities: input transform, scaler, limit, network, trees,
 * or an ensemble of them, and temperature. Numbers are doubles, save the votes of trees, which the operator sums as floats.
 *
 * Input `features`, double, shape [rows, columns], columns in the model's order. Outputs `probabilities`, double, shape
 * [rows, roles], and `role_index`, int64, shape [rows]. The metadata name roles, columns, feature sets and the threshold for
 * Unknown, and hold the whole model file, from which `importOnnx` restores the model. Novelty and the least number of packets
 * are not part of the graph.
 */
export const exportOnnx = (model: ModelFile): Uint8Array => {
  const graph = estimatorGraph({
    name: model.name,
    columnCount: model.columns.length,
    classCount: model.roles.length,
    estimator: model.estimator,
    calibration: model.calibration,
  });
  return onnxFile(graph, {
    version: model.libraryVersion,
    description: model.description,
    metadata: metadataOf(model, graph),
  });
};

const metadataOf = (model: ModelFile, graph: Uint8Array): [string, string][] => [
  [METADATA.roles, JSON.stringify(model.roles)],
  [METADATA.columns, JSON.stringify(model.columns)],
  [METADATA.featureSets, JSON.stringify(model.featureSets)],
  [METADATA.threshold, String(model.unknown.threshold)],
  [METADATA.graphHash, graphHash(graph)],
  [METADATA.model, formatModelFile(model)],
];

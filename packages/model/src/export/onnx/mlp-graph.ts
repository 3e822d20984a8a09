import type { DenseLayer, HiddenActivation } from '../../dense/layer.ts';
import type { MlpRecord, ScalerRecord } from '../../estimators/estimator-record.ts';
import type { OnnxGraph, ValueName } from './onnx-graph.ts';

/** Adds input transform, scaler and layers to the graph; gives the name of the probabilities, shape [rows, classes]. */
export const addNetwork = (graph: OnnxGraph, features: ValueName, parts: MlpRecord): ValueName => {
  const transformed = parts.inputTransform === 'none' ? features : addSignedLog(graph, features);
  return parts.layers.reduce(
    (input, layer) => addLayer(graph, input, layer),
    addScaler(graph, transformed, parts.scaler),
  );
};

/** sign(v) · ln(1 + |v|). */
const addSignedLog = (graph: OnnxGraph, input: ValueName): ValueName => {
  const one = graph.constant('one', [], Float64Array.of(1));
  const size = graph.node({ operator: 'Abs', inputs: [input] });
  const more = graph.node({ operator: 'Add', inputs: [size, one] });
  const logarithm = graph.node({ operator: 'Log', inputs: [more] });
  const sign = graph.node({ operator: 'Sign', inputs: [input] });
  return graph.node({ operator: 'Mul', inputs: [sign, logarithm] });
};

const addScaler = (graph: OnnxGraph, input: ValueName, { mean, scale, limit }: ScalerRecord): ValueName => {
  const means = graph.constant('scaler.mean', [mean.length], mean);
  const scales = graph.constant('scaler.scale', [scale.length], scale);
  const centred = graph.node({ operator: 'Sub', inputs: [input, means] });
  const scaled = graph.node({ operator: 'Div', inputs: [centred, scales] });
  if (limit === undefined) return scaled;
  const least = graph.constant('scaler.least', [], Float64Array.of(-limit));
  const greatest = graph.constant('scaler.greatest', [], Float64Array.of(limit));
  return graph.node({ operator: 'Clip', inputs: [scaled, least, greatest] });
};

const addLayer = (graph: OnnxGraph, input: ValueName, layer: DenseLayer): ValueName => {
  const weights = graph.constant('weights', [layer.inputs, layer.outputs], layer.weights);
  const biases = graph.constant('biases', [layer.outputs], layer.biases);
  const product = graph.node({ operator: 'MatMul', inputs: [input, weights] });
  const sum = graph.node({ operator: 'Add', inputs: [product, biases] });
  return layer.activation === 'softmax'
    ? graph.node({ operator: 'Softmax', inputs: [sum], attributes: { axis: 1 } })
    : graph.node({ operator: OPERATORS[layer.activation], inputs: [sum] });
};

/** ONNX's name of each activation of hidden layers. */
const OPERATORS: Readonly<Record<HiddenActivation, string>> = {
  relu: 'Relu',
  tanh: 'Tanh',
  logistic: 'Sigmoid',
  identity: 'Identity',
};

import type { DenseLayer } from '../dense/layer.ts';
import { ModelError } from '../errors.ts';
import type { ModelFile } from './model-file.ts';

/** Throws MODEL_FILE_INCONSISTENT with the JSON path of the first part that contradicts another one. */
export const checkConsistency = (model: ModelFile): void => {
  const { columns, roles, scaler, estimator } = model;
  const { layers } = estimator;
  assertDistinct('$.roles', roles);
  assertDistinct('$.columns', columns);
  for (const key of ['mean', 'scale'] as const) {
    assertAt(scaler[key].length === columns.length, `$.scaler.${key}`, `not of the length of $.columns`);
    assertFinite(scaler[key], `$.scaler.${key}`);
  }
  assertAt(!scaler.scale.includes(0), '$.scaler.scale', 'a scale is 0');
  layers.forEach((layer, i) => {
    checkLayer(layer, layers[i - 1]?.outputs ?? columns.length, `$.estimator.layers[${i}]`);
    const isLast = i === layers.length - 1;
    assertAt(
      (layer.activation === 'softmax') === isLast,
      `$.estimator.layers[${i}].activation`,
      `must ${isLast ? '' : 'not '}be softmax here`,
    );
  });
  const last = `$.estimator.layers[${layers.length - 1}].outputs`;
  assertAt(layers[layers.length - 1].outputs === roles.length, last, 'not the number of $.roles');
};

const checkLayer = (layer: DenseLayer, inputs: number, path: string): void => {
  assertAt(layer.inputs === inputs, `${path}.inputs`, `${layer.inputs} inputs where ${inputs} values arrive`);
  const weightCount = layer.inputs * layer.outputs;
  assertAt(layer.weights.length === weightCount, `${path}.weights`, `not ${weightCount} numbers`);
  assertAt(layer.biases.length === layer.outputs, `${path}.biases`, `not ${layer.outputs} numbers`);
  assertFinite(layer.weights, `${path}.weights`);
  assertFinite(layer.biases, `${path}.biases`);
};

const assertAt = (isGood: boolean, path: string, problem: string): void => {
  if (!isGood) throw new ModelError('MODEL_FILE_INCONSISTENT', `${path}: ${problem}`);
};

const assertFinite = (numbers: Float64Array, path: string): void => {
  const bad = numbers.findIndex((number) => !Number.isFinite(number));
  assertAt(bad < 0, path, `number ${bad} is not finite`);
};

const assertDistinct = (path: string, names: readonly string[]): void => {
  const seen = new Set<string>();
  for (const name of names) {
    assertAt(!seen.has(name), path, `${JSON.stringify(name)} is there twice`);
    seen.add(name);
  }
};

import type { DenseLayer } from '../dense/layer.ts';
import { ModelError } from '../errors.ts';
import type { EstimatorRecord, MlpRecord, ScalerRecord } from '../estimators/estimator-record.ts';
import { forestFault } from '../estimators/forest/forest-fault.ts';
import type { ForestRecord } from '../estimators/forest/forest-record.ts';
import type { NoveltyRecord } from '../novelty/novelty-record.ts';
import type { ModelFile } from './model-file.ts';

/** Throws MODEL_FILE_INCONSISTENT with the JSON path of the first part that contradicts another one. */
export const checkConsistency = (model: ModelFile): void => {
  const { columns, roles, estimator, distribution } = model;
  assertDistinct('$.roles', roles);
  assertDistinct('$.columns', columns);
  const shape = { inputs: columns.length, outputs: roles.length };
  checkEstimator(estimator, shape, '$.estimator');
  if (model.novelty !== null) checkNovelty(model.novelty, shape);
  if (distribution !== null) {
    const { columnQuantiles } = distribution;
    const isWhole = columnQuantiles.length > 0 && columnQuantiles.length % columns.length === 0;
    assertAt(isWhole, '$.distribution.columnQuantiles', 'not the same number of quantiles for every column');
    assertFinite(columnQuantiles, '$.distribution.columnQuantiles');
  }
};

/** Columns that go in, and roles that come out. */
interface Shape {
  readonly inputs: number;
  readonly outputs: number;
}

const checkEstimator = (estimator: EstimatorRecord, shape: Shape, path: string): void => {
  switch (estimator.type) {
    case 'mlp':
      checkNetwork(estimator, shape, path);
      break;
    case 'randomForest':
    case 'extraTrees':
      checkForest(estimator, shape, path);
      break;
    case 'majority':
      checkShape(estimator.inputs, shape.inputs, `${path}.inputs`);
      checkShape(estimator.probabilities.length, shape.outputs, `${path}.probabilities`);
      break;
    case 'ensemble':
      checkShape(estimator.weights.length, estimator.members.length, `${path}.weights`);
      assertAt(
        estimator.weights.every((weight) => weight > 0),
        `${path}.weights`,
        'not all above 0',
      );
      estimator.members.forEach((member, i) => checkEstimator(member, shape, `${path}.members[${i}]`));
  }
};

const checkShape = (found: number, expected: number, path: string): void =>
  assertAt(found === expected, path, `${found} where ${expected} are expected`);

const checkForest = (forest: ForestRecord, { inputs, outputs }: Shape, path: string): void => {
  checkShape(forest.inputs, inputs, `${path}.inputs`);
  checkShape(forest.outputs, outputs, `${path}.outputs`);
  const fault = forestFault(forest);
  assertAt(fault === undefined, `${path}.${fault?.part ?? ''}`, fault?.problem ?? '');
};

const checkScaler = (scaler: ScalerRecord, inputs: number, path: string): void => {
  for (const key of ['mean', 'scale'] as const) {
    assertAt(scaler[key].length === inputs, `${path}.${key}`, `not of the length of $.columns`);
    assertFinite(scaler[key], `${path}.${key}`);
  }
  assertAt(!scaler.scale.includes(0), `${path}.scale`, 'a scale is 0');
};

const checkNetwork = ({ scaler, layers }: MlpRecord, { inputs, outputs }: Shape, path: string): void => {
  checkScaler(scaler, inputs, `${path}.scaler`);
  layers.forEach((layer, i) => {
    checkLayer(layer, layers[i - 1]?.outputs ?? inputs, `${path}.layers[${i}]`);
    const isLast = i === layers.length - 1;
    assertAt(
      (layer.activation === 'softmax') === isLast,
      `${path}.layers[${i}].activation`,
      `must ${isLast ? '' : 'not '}be softmax here`,
    );
  });
  const last = `${path}.layers[${layers.length - 1}].outputs`;
  assertAt(layers[layers.length - 1].outputs === outputs, last, 'not the number of $.roles');
};

const checkNovelty = (novelty: NoveltyRecord, { inputs }: Shape): void => {
  checkScaler(novelty.scaler, inputs, '$.novelty.scaler');
  const { rows, reaches } = novelty;
  const isWhole = rows.length > 0 && rows.length % inputs === 0;
  assertAt(isWhole, '$.novelty.rows', 'not whole rows');
  assertFinite(rows, '$.novelty.rows');
  checkShape(reaches.length, rows.length / inputs, '$.novelty.reaches');
  assertFinite(reaches, '$.novelty.reaches');
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

/** A loop, since it goes over every weight each time a model is loaded. */
const assertFinite = (numbers: Float64Array, path: string): void => {
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i])) assertAt(false, path, `number ${i} is not finite`);
  }
};

const assertDistinct = (path: string, names: readonly string[]): void => {
  const seen = new Set<string>();
  for (const name of names) {
    assertAt(!seen.has(name), path, `${JSON.stringify(name)} is there twice`);
    seen.add(name);
  }
};

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { fitClassifier } from '../../estimators/fit-classifier.ts';
import type { ModelFile } from '../../model-file/model-file.ts';
import { createPredictor } from '../../predictor.ts';
import type { MlpEstimatorParams } from '../../estimators/params.ts';
import { type Matrix, argmaxRows } from '../../matrix.ts';
import { makeBlobs } from '../../testing/blobs.ts';
import { exampleModel } from '../../testing/example-model.ts';
import { exportOnnx } from './export-onnx.ts';

const COLUMNS = 5;
const { x, y, classCount } = makeBlobs(60, { classCount: 3, columnCount: COLUMNS });
/** Values far from those of training too, of both signs, as logarithms and limits are about them. */
const rows: Matrix = {
  ...x,
  values: x.values.map((value, i) => (i % 7 === 0 ? (value - 5) * 1e6 : value - 5)),
};

const fitted = (params: Partial<MlpEstimatorParams>): ModelFile => ({
  ...exampleModel,
  columns: Array.from({ length: COLUMNS }, (_, i) => `column_${i}`),
  estimator: fitClassifier(x, y, {
    classCount,
    seed: 3,
    params: { estimator: 'mlp', maxEpochs: 20, ...params },
  }).record,
});

const runOnnx = async (model: ModelFile): Promise<{ probabilities: Float64Array; roles: number[] }> => {
  const session = await InferenceSession.create(exportOnnx(model));
  const features = new Tensor('float64', rows.values, [rows.rowCount, rows.columnCount]);
  const { probabilities, role_index } = await session.run({ features });
  return {
    probabilities: Float64Array.from(probabilities.data, Number),
    roles: Array.from(role_index.data, Number),
  };
};

const largestGap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - b[i])), 0);

describe('exportOnnx', () => {
  it.each<[string, ModelFile]>([
    ['a plain network', fitted({ hiddenLayers: [8] })],
    ['one without hidden layers', fitted({ hiddenLayers: [] })],
    [
      'signed logarithms, cut at a limit',
      fitted({ inputTransform: 'signedLog', inputLimit: 2, hiddenLayers: [8, 6] }),
    ],
    [
      'a network that is too sure',
      { ...fitted({}), calibration: { method: 'temperature', temperature: 2.5 } },
    ],
    [
      'one that is not sure enough',
      { ...fitted({}), calibration: { method: 'temperature', temperature: 0.4 } },
    ],
    ['hyperbolic tangents', fitted({ activation: 'tanh' })],
    ['logistic units', fitted({ activation: 'logistic' })],
    ['units that change nothing', fitted({ activation: 'identity' })],
    ['several networks in one', fitted({ networks: 3, hiddenLayers: [4] })],
  ])('gives the probabilities of the model in onnxruntime: %s', async (_, model) => {
    const table = { ...rows, columns: model.columns.map((name) => ({ name })) };
    const expected = createPredictor(model).probabilities(table);
    const { probabilities, roles } = await runOnnx(model);
    expect(largestGap(probabilities, expected.values)).toBeLessThan(1e-5);
    expect(roles).toEqual([...argmaxRows(expected)]);
  });

  it('says what goes in and comes out', async () => {
    const session = await InferenceSession.create(exportOnnx(exampleModel));
    expect(session.inputNames).toEqual(['features']);
    expect(session.outputNames).toEqual(['probabilities', 'role_index']);
  });

  it('writes equal bytes for equal models', () => {
    expect(exportOnnx(exampleModel)).toEqual(exportOnnx({ ...exampleModel }));
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportOnnx, importNetworkml, importOnnx } from './exchange.ts';
import { SCALER_FILES } from './import/testing/scaler-files.ts';
import { LabelEncoder } from './label-encoder.ts';
import { type Labels, matrixFromRows } from './matrix.ts';
import { formatModelFile } from './model-file/format.ts';
import { parseModelFile } from './model-file/parse.ts';
import { createPredictor } from './predictor.ts';
import { createRng } from './rng.ts';
import { exampleModel } from './testing/example-model.ts';
import { fitClassifier, gridSearch, parseGrid, stratifiedKFold } from './training.ts';

const accuracy = (truth: Labels, predicted: Labels): number =>
  truth.filter((label, i) => label === predicted[i]).length / truth.length;

describe('the README', () => {
  it('shows how to train', async () => {
    const labels = ['Camera', 'Printer', 'Camera', 'Printer', 'Camera', 'Printer'];
    const x = matrixFromRows([
      [900, 10],
      [20, 400],
      [850, 15],
      [35, 420],
      [910, 5],
      [25, 390],
    ]);
    const encoder = LabelEncoder.fit(labels);
    const y = encoder.encode(labels);
    const classCount = encoder.classes.length;

    const folds = stratifiedKFold(y, { folds: 3, rng: createRng(1) });
    const candidates = [{ hiddenLayers: [8] }, { hiddenLayers: [16, 8] }];
    const search = await gridSearch({ x, y, classCount, folds, candidates, scorer: accuracy, seed: 1 });

    const classifier = fitClassifier(x, y, { classCount, seed: 1, params: search.best.params });
    const { values } = classifier.predictProbabilities(matrixFromRows([[880, 12]]));

    expect(search.best.meanScore).toBe(1);
    expect(values[0]).toBeGreaterThan(0.5);
  });

  it('shows how to predict', () => {
    const text = formatModelFile(exampleModel);
    const table = { ...matrixFromRows([[110, 180]]), columns: [{ name: 'bytes_out' }, { name: 'bytes_in' }] };

    const predictor = createPredictor(parseModelFile(text));
    const [prediction] = predictor.predict(table);

    expect(prediction.role).toBe('Camera');
  });

  it('shows how to exchange models', async () => {
    const text = formatModelFile(exampleModel);
    const network = JSON.stringify({
      meta: 'mlp',
      coefs_: [[[1, -1], [0, 0], [0, 0]]], // prettier-ignore
      intercepts_: [[0, 0]],
      out_activation_: 'softmax',
      params: { activation: 'relu', hidden_layer_sizes: [] },
      features: ['a', 'b', 'c'],
      classes_: [0, 1],
    });
    const labelEncoder = '{"classes":["Camera","Phone"]}';
    const scaler = SCALER_FILES['joblib-p4'];

    const onnx = exportOnnx(parseModelFile(text));
    const restored = importOnnx(onnx);

    const { roles, columns, layers } = await importNetworkml({ network, labelEncoder, scaler });

    expect(restored).toEqual(parseModelFile(text));
    expect([roles, columns, layers.length]).toEqual([['Camera', 'Phone'], ['a', 'b', 'c'], 1]);
  });

  it('shows a grid file', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, grid] = /```yaml\n(.*?)```/s.exec(readme) ?? ['', ''];
    expect(parseGrid(grid).map(({ estimator }) => estimator)).toEqual([
      'mlp',
      'mlp',
      'mlp',
      'mlp',
      'ensemble',
    ]);
  });

  it('holds the very lines that are run here', () => {
    const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
    const linesHere = new Set(read('./readme.test.ts').split('\n').map((line) => line.trim())); // prettier-ignore
    const blocks = [...read('../README.md').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
    expect(blocks).toHaveLength(3);
    const lines = blocks.flatMap((code) => code.split('\n').map((line) => line.trim()));
    expect(lines.filter((line) => !linesHere.has(line))).toEqual([]);
  });
});

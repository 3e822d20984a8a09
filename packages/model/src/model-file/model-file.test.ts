import type { output } from 'zod/mini';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { fitClassifier } from '../estimators/fit-classifier.ts';
import { classifierFromRecord } from '../estimators/fitted-classifier.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { exampleModel } from '../testing/example-model.ts';
import { fieldsOf, replaceAt } from '../testing/replace-at.ts';
import { formatModelFile } from './format.ts';
import { modelFileJsonSchema } from './json-schema.ts';
import type { ModelFile } from './model-file.ts';
import { parseModelFile } from './parse.ts';
import type { modelFileSchema } from './schema.ts';

const text = formatModelFile(exampleModel);

/** The text of the example with one part replaced. */
const textWith = (path: readonly (string | number)[], part: unknown): string =>
  JSON.stringify(replaceAt(JSON.parse(text), path, part));

const failureOf = (broken: string): ModelError => {
  try {
    parseModelFile(broken);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('the broken file was accepted');
};

const LAYER = ['estimator', 'layers', 0];

describe('formatModelFile and parseModelFile', () => {
  it('are inverse', () => {
    expect(parseModelFile(text)).toEqual(exampleModel);
    expect(formatModelFile(parseModelFile(text))).toBe(text);
    expectTypeOf<output<typeof modelFileSchema>>().toEqualTypeOf<ModelFile>();
  });

  it('write equal bytes for equal models, in whatever order fields were set', () => {
    const { training, ...rest } = exampleModel;
    const reordered = { training: { ...training, rowsPerRole: { Phone: 2, Server: 3, Camera: 4 } }, ...rest };
    expect(formatModelFile(reordered)).toBe(text);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.indexOf('"Camera": 4')).toBeLessThan(text.indexOf('"Phone": 2'));
  });

  it('keep every bit of the weights', () => {
    const { x, y, classCount } = makeBlobs(30, { classCount: 3, columnCount: 2 });
    const classifier = fitClassifier(x, y, {
      classCount,
      seed: 1,
      params: { hiddenLayers: [5], maxEpochs: 3, inputTransform: 'signedLog', inputLimit: 1 },
    });
    const model = parseModelFile(formatModelFile({ ...exampleModel, estimator: classifier.record }));
    expect(model.estimator).toEqual(classifier.record);
    expect(classifierFromRecord(model.estimator).predictProbabilities(x)).toEqual(
      classifier.predictProbabilities(x),
    );
  });

  it('take a failed candidate, a grouping and a model nobody has validated', () => {
    const { validation } = exampleModel;
    if (validation === null) throw new Error('the example has a validation');
    const failed = {
      ...validation.grid[0],
      meanScore: null,
      stdScore: null,
      foldScores: [null],
      error: 'diverged',
    };
    const grouped = { ...exampleModel, validation: { ...validation, groupedBy: 'site', grid: [failed] } };
    expect(parseModelFile(formatModelFile(grouped))).toEqual(grouped);
    const unvalidated = { ...exampleModel, validation: null, description: 'a first try' };
    expect(parseModelFile(formatModelFile(unvalidated))).toEqual(unvalidated);
  });
});

describe('parseModelFile', () => {
  it.each([
    ['<html>', 'MODEL_FILE_NOT_JSON'],
    ['', 'MODEL_FILE_NOT_JSON'],
    [text.slice(0, 200), 'MODEL_FILE_NOT_JSON'],
    ['{}', 'MODEL_FILE_OTHER_KIND'],
    ['[1]', 'MODEL_FILE_OTHER_KIND'],
    ['null', 'MODEL_FILE_OTHER_KIND'],
    ['{"kind":"networkml-model"}', 'MODEL_FILE_OTHER_VERSION'],
    [textWith(['formatVersion'], 1), 'MODEL_FILE_OTHER_VERSION'],
  ])('says what %j is not', (broken, code) => {
    expect(failureOf(broken).code).toBe(code);
  });

  it.each([
    [['name'], undefined, '$.name: expected string'],
    [['name'], 7, '$.name: expected string'],
    [['surprise'], 1, '$: unknown field surprise'],
    [['unknown', 'threshold'], 1.5, '$.unknown.threshold: must be at most 1'],
    [['roles', 1], '', '$.roles[1]: must be at least 1'],
    [['estimator', 'inputTransform'], 'square', '$.estimator.inputTransform: expected "none" or "signedLog"'],
    [['training', 'datasetFingerprint'], 'abc', '$.training.datasetFingerprint: invalid format'],
    [['estimator', 'scaler', 'mean', 1], null, '$.estimator.scaler.mean[1]: expected number'],
    [
      ['calibration'],
      { method: 'temperature', temperature: 0 },
      '$.calibration.temperature: must be at least 0',
    ],
    [[...LAYER, 'weights'], 'AAAA', '$.estimator.layers[0].weights: expected base64 of whole doubles'],
    [
      [...LAYER, 'weights'],
      '*'.repeat(44),
      '$.estimator.layers[0].weights: expected base64 of whole doubles',
    ],
  ])('refuses %j = %j with its path', (path, part, detail) => {
    expect(failureOf(textWith(path, part))).toMatchObject({ code: 'MODEL_FILE_INVALID', detail });
  });

  it.each([
    [['roles'], ['Camera', 'Server', 'Camera'], '$.roles: "Camera" is there twice'],
    [['roles'], ['Camera', 'Server'], '$.estimator.layers[1].outputs: not the number of $.roles'],
    [['columns'], ['a', 'a'], '$.columns: "a" is there twice'],
    [['columns'], ['a', 'b', 'c'], '$.estimator.scaler.mean: not of the length of $.columns'],
    [['estimator', 'scaler', 'scale'], [1], '$.estimator.scaler.scale: not of the length of $.columns'],
    [['estimator', 'scaler', 'scale', 0], 0, '$.estimator.scaler.scale: a scale is 0'],
    [[...LAYER, 'inputs'], 3, '$.estimator.layers[0].inputs: 3 inputs where 2 values arrive'],
    [[...LAYER, 'outputs'], 3, '$.estimator.layers[0].weights: not 6 numbers'],
    [[...LAYER, 'biases'], 'AAAAAAAAAAA=', '$.estimator.layers[0].biases: not 2 numbers'],
    [
      [...LAYER, 'biases'],
      'AAAAAAAA8H8AAAAAAAAAAA==',
      '$.estimator.layers[0].biases: number 0 is not finite',
    ],
    [[...LAYER, 'activation'], 'softmax', '$.estimator.layers[0].activation: must not be softmax here'],
  ])('refuses %j = %j, which contradicts another part', (path, part, detail) => {
    expect(failureOf(textWith(path, part))).toMatchObject({ code: 'MODEL_FILE_INCONSISTENT', detail });
  });
});

describe('the content hash', () => {
  it('refuses a model whose content was changed since, wherever it still makes sense', () => {
    expect(failureOf(textWith(['name'], 'another')).code).toBe('MODEL_FILE_TAMPERED');
    expect(failureOf(textWith(['training', 'seed'], 43)).code).toBe('MODEL_FILE_TAMPERED');
    expect(failureOf(textWith(['contentHash'], undefined)).code).toBe('MODEL_FILE_TAMPERED');
  });

  it('is taken on trust where it is told to, and the rest is checked all the same', () => {
    const changed = textWith(['name'], 'another');
    expect(parseModelFile(changed, { isTrusted: true }).name).toBe('another');
    expect(() => parseModelFile(textWith(['name'], ''), { isTrusted: true })).toThrow('MODEL_FILE_INVALID');
  });

  it('takes a file that was only laid out anew', () => {
    expect(parseModelFile(JSON.stringify(JSON.parse(text)))).toEqual(exampleModel);
  });
});

describe('formatModelFile', () => {
  it('refuses to write what could not be read', () => {
    expect(() =>
      formatModelFile({ ...exampleModel, unknown: { ...exampleModel.unknown, threshold: NaN } }),
    ).toThrow('MODEL_FILE_INVALID');
    expect(() => formatModelFile({ ...exampleModel, columns: ['a'] })).toThrow('MODEL_FILE_INCONSISTENT');
  });
});

describe('modelFileJsonSchema', () => {
  it('describes the document as written, with every field of it', () => {
    const schema = modelFileJsonSchema();
    expect(schema).toMatchObject({ title: 'NetworkML model file', additionalProperties: false });
    const { properties } = schema;
    const fields = [...fieldsOf(JSON.parse(text)).keys()];
    expect([...fieldsOf(properties).keys()].sort()).toEqual([...fields, 'description', 'origin'].sort());
    expect(JSON.stringify(properties)).toContain('"contentEncoding":"base64"');
  });
});

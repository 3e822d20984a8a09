import { describe, expect, it } from 'vitest';
import { exampleModel } from '../testing/example-model.ts';
import { replaceAt } from '../testing/replace-at.ts';
import { diffModels } from './diff.ts';
import { formatModelFile } from './format.ts';

const example: unknown = JSON.parse(formatModelFile(exampleModel));

const diffWith = (path: readonly (string | number)[], part: unknown): unknown =>
  diffModels(example, replaceAt(example, path, part));

describe('diffModels', () => {
  it('finds nothing between a model and itself, in whatever order its fields stand', () => {
    const fields = typeof example === 'object' && example !== null ? Object.entries(example) : [];
    expect(diffModels(example, Object.fromEntries(fields.reverse()))).toEqual([]);
  });

  it.each([
    [['name'], 'other', { path: '$.name', before: 'example', after: 'other' }],
    [['training', 'seed'], 43, { path: '$.training.seed', before: 42, after: 43 }],
    [['roles'], ['Camera', 'Server', 'Printer'], { path: '$.roles', before: ['Phone'], after: ['Printer'] }],
    [['columns'], ['bytes_in', 'bytes_out'], { path: '$.columns', after: 'in another order' }],
    [
      ['validation', 'metrics', 'accuracy'],
      0.9,
      { path: '$.validation.metrics.accuracy', before: 0.8, after: 0.9 },
    ],
    [
      ['validation', 'metrics', 'top3'],
      1,
      { path: '$.validation.metrics.top3', before: undefined, after: 1 },
    ],
    [['featureSets', 0, 'version'], 3, { path: '$.featureSets[0].version', before: 2, after: 3 }],
    [['calibration'], { method: 'temperature', temperature: 2 }, { before: null, after: { temperature: 2 } }],
    [['training', 'rowsPerRole'], {}, { path: '$.training.rowsPerRole', before: { Camera: 4 }, after: {} }],
    [['validation'], null, { path: '$.validation', after: null }],
  ])('shows another %j', (path, part, expected) => {
    expect(diffWith(path, part)).toMatchObject([expected]);
  });

  it('tells that packed weights are others without showing them', () => {
    const weights = 'A'.repeat(400);
    const [{ after }] = diffModels(
      example,
      replaceAt(example, ['estimator', 'layers', 0, 'weights'], weights),
    );
    expect(after).toBe('AAAAAAAAAAAA... (400 characters)');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { createPredictor } from '../predictor.ts';
import { exampleModel } from '../testing/example-model.ts';
import { replaceAt } from '../testing/replace-at.ts';
import { formatModelFile } from './format.ts';
import { parseModelFile } from './parse.ts';

const text = formatModelFile(exampleModel);
const document: unknown = JSON.parse(text);

/** Every place of the document. */
const pathsOf = (
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const parts = new Map(Object.entries(value));
  return [path, ...steps.flatMap((step) => pathsOf(parts.get(String(step)), [...path, step]))];
};

const PATHS = pathsOf(document);

/** Either the text is refused with a code, or what it gives is a model that can be used. */
const expectModelOrError = (hostile: string): void => {
  try {
    const predictor = createPredictor(parseModelFile(hostile));
    const columns = predictor.model.columns.map((name) => ({ name }));
    const values = new Float64Array(columns.length);
    predictor.predict({ values, rowCount: 1, columnCount: columns.length, columns });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
  }
};

describe('a hostile model file', () => {
  it('is refused with a code wherever it is cut', () => {
    for (let length = 0; length < text.length - 1; length += 3) {
      expect(() => parseModelFile(text.slice(0, length))).toThrow(ModelError);
    }
  });

  it('is a model or refused with a code, whatever stands at whatever place', () => {
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(2 ** 53, -1, 0, 1e308, '', '__proto__', 'A'.repeat(1000), [], {}, [[]], null),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), hostile, (path, part) => {
        expectModelOrError(JSON.stringify(replaceAt(document, path, part)));
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused where fields have the names of what every object has', () => {
    const names = text.replace('"Camera": 4', '"__proto__": 4, "constructor": 1, "hasOwnProperty": 2');
    expectModelOrError(names);
    expectModelOrError(text.replace('{', '{"__proto__": {"name": "x"},'));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('is refused where it is nested deeper than any stack', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(() => parseModelFile(deep)).toThrow(ModelError);
    expect(() => parseModelFile(text.replace('"example"', deep))).toThrow(ModelError);
  });

  it('is not even read where it is too large', () => {
    expect(() => parseModelFile(' '.repeat(2 ** 28 + 1))).toThrow('MODEL_FILE_TOO_LARGE');
  });
});

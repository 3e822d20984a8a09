import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../errors.ts';
import { exportOnnx } from '../../export/onnx/export-onnx.ts';
import { message, messageField, numberField, textField } from '../../export/onnx/protobuf.ts';
import { exampleModel } from '../../testing/example-model.ts';
import { importOnnx } from './import-onnx.ts';

const file = exportOnnx(exampleModel);

const failureOf = (bytes: Uint8Array): ModelError => {
  try {
    importOnnx(bytes);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
};

describe('importOnnx', () => {
  it('gives back the model that was exported, bit for bit', () => {
    expect(importOnnx(file)).toEqual(exampleModel);
    expect(exportOnnx(importOnnx(file))).toEqual(file);
  });

  it('refuses a file of another program', () => {
    const foreign = message([numberField(1, 8), textField(2, 'other'), messageField(7, [])]);
    expect(failureOf(foreign).code).toBe('MODEL_ONNX_FOREIGN');
    expect(failureOf(new Uint8Array()).code).toBe('MODEL_ONNX_FOREIGN');
  });

  it('refuses a graph whose weights were changed', () => {
    const changed = file.slice();
    const at = String.fromCharCode(...changed.subarray(0, 2000)).indexOf('weights');
    changed[at - 10] ^= 1;
    expect(failureOf(changed).code).toBe('MODEL_ONNX_CHANGED');
  });

  it.each([
    [[0x0a], 'byte 1: 1 bytes expected, 0 left'],
    [[0x0a, 0x05, 1], 'byte 2: 5 bytes expected, 1 left'],
    [[0x0f], 'byte 0: a field of type 7'],
    [Array.from({ length: 11 }, () => 0x80), 'a number of more than 10 bytes'],
    [Array.from({ length: 20_002 }, () => 8), 'byte 20000: more than 10000 fields'],
    [[0x70, 1], 'byte 0: no message'], // metadata as a number
  ])('says where a file is damaged (%#)', (bytes, detail) => {
    const failure = failureOf(Uint8Array.from(bytes));
    expect(failure.code).toBe('MODEL_ONNX_DAMAGED');
    expect(failure.detail).toContain(detail);
  });

  it('gives a coded error for every cut, and for whatever bytes are changed', () => {
    for (let length = 0; length < file.length; length += 7) {
      expect(failureOf(file.subarray(0, length)).code).toMatch(/^MODEL_/);
    }
    const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const bytes = file.slice();
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        try {
          expect(importOnnx(bytes).columns).toHaveLength(2);
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

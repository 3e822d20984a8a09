import { describe, expect, it } from 'vitest';
import { ModelError } from './errors.ts';

describe('ModelError', () => {
  it('carries code and detail for programs and a sentence for people', () => {
    const error = new ModelError('MODEL_COLUMN_MISSING', '"bytes_in"', { cause: 'test' });
    expect(error).toMatchObject({
      name: 'ModelError',
      code: 'MODEL_COLUMN_MISSING',
      detail: '"bytes_in"',
      cause: 'test',
    });
    expect(error.message).toBe(
      'the feature table lacks a column the model needs: "bytes_in" (MODEL_COLUMN_MISSING)',
    );
  });
});

import { describe, expect, it } from 'vitest';

import { FeatureError } from './errors.ts';

describe('FeatureError', () => {
  it('says what happened, its code, and where', () => {
    const error = new FeatureError('FEATURE_FILE_BAD_VALUE', { column: 'sent', row: 3, found: 'x' });
    expect(error.message).toBe(
      'a value cannot be read (FEATURE_FILE_BAD_VALUE, column sent, row 3, found "x")',
    );
    expect(error).toMatchObject({ name: 'FeatureError', code: 'FEATURE_FILE_BAD_VALUE' });
  });

  it('ends with what to do, where that is known', () => {
    const error = new FeatureError('FEATURE_FINISHED', { advice: 'Make another one.' });
    expect(error.message).toBe('the featurizer has finished already (FEATURE_FINISHED). Make another one.');
  });
});

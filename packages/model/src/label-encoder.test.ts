import { describe, expect, it } from 'vitest';
import { LabelEncoder } from './label-encoder.ts';

describe('LabelEncoder', () => {
  const encoder = LabelEncoder.fit(['Printer', 'Camera', 'Printer', 'camera']);

  it('sorts the distinct labels by code unit', () => {
    expect(encoder.classes).toEqual(['Camera', 'Printer', 'camera']);
  });

  it('decodes what it encoded', () => {
    const labels = ['camera', 'Printer', 'Camera'];
    expect(encoder.encode(labels)).toEqual(Int32Array.of(2, 1, 0));
    expect(Array.from(encoder.encode(labels), (label) => encoder.decode(label))).toEqual(labels);
  });

  it('refuses a label it was not fitted on, by name', () => {
    expect(() => encoder.encode(['Toaster'])).toThrow(/"Toaster" \(MODEL_UNKNOWN_LABEL\)/);
  });

  it.each([-1, 3, 0.5 + 3])('refuses class %d', (index) => {
    expect(() => encoder.decode(index)).toThrow('MODEL_UNKNOWN_LABEL');
  });
});

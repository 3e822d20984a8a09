import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson.ts';

describe('wilsonInterval', () => {
  it('gives the interval of eight in ten by hand', () => {
    // (0.8 + 3.8415/20 ± 1.96 sqrt(0.8 * 0.2 / 10 + 3.8415/400)) / (1 + 3.8415/10)
    const { estimate, low, high } = wilsonInterval(8, 10);
    expect(estimate).toBe(0.8);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('stays between 0 and 1 and says something where all or none are hits', () => {
    expect(wilsonInterval(5, 5)).toMatchObject({ estimate: 1, high: 1 });
    expect(wilsonInterval(5, 5).low).toBeCloseTo(0.5655, 4);
    expect(wilsonInterval(0, 5)).toMatchObject({ estimate: 0, low: 0 });
  });

  it('knows nothing without cases', () => {
    expect(wilsonInterval(0, 0)).toEqual({ estimate: Number.NaN, low: 0, high: 1 });
  });
});

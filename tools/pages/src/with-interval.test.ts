import { describe, expect, it } from 'vitest';
import { decimals, withInterval } from './with-interval.ts';

describe('withInterval', () => {
  const interval = { estimate: 5 / 7, low: 0.4689, high: 0.87 };

  it('writes three decimals, or what it is told to', () => {
    expect(withInterval(interval)).toBe('0.714 (0.469 to 0.870)');
    expect(withInterval(interval, decimals(2))).toBe('0.71 (0.47 to 0.87)');
  });
});

import { describe, expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

describe('parseDuration', () => {
  it.each([
    ['90s', 90],
    ['15m', 900],
    ['1h', 3600],
    ['1h30m', 5400],
    ['1h30m15s', 5415],
    ['2d', 172_800],
    ['0.25s', 0.25],
    ['900', 900],
    ['0.5', 0.5],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    '0',
    '0s',
    'm',
    '15 m',
    '-15m',
    '30m1h',
    '1.5h',
    '15min',
    '1e3',
    'Infinity',
    `${'9'.repeat(400)}s`,
  ])('takes "%s" for no length of time', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { markdownTable } from './markdown-table.ts';

describe('markdownTable', () => {
  it('pads names to the right and numbers to the left, and fills short rows up', () => {
    expect(markdownTable(['subject', 's'], [['a', '1.25'], ['longer name', '10.00'], ['b']])).toBe(
      [
        '| subject     |     s |',
        '| ----------- | ----: |',
        '| a           |  1.25 |',
        '| longer name | 10.00 |',
        '| b           |       |',
      ].join('\n'),
    );
  });
});

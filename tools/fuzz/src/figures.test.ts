import { describe, expect, it } from 'vitest';
import { withFigures } from './figures.ts';

describe('withFigures', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const page = 'a\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nb';
    expect(withFigures(page, 'new')).toBe('a\n<!-- figures: begin -->\n\nnew\n<!-- figures: end -->\nb');
  });

  it('refuses a page without markers', () => {
    expect(() => withFigures('text', 'new')).toThrow(RangeError);
  });
});

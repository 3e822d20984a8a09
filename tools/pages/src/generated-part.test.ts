import { describe, expect, it } from 'vitest';
import { replaceGenerated } from './generated-part.ts';

describe('replaceGenerated', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const page = 'before\n\n<!-- speed -->\n\nold\n\n<!-- /speed -->\n\nafter\n';
    const renewed = 'before\n\n<!-- speed -->\n\nnew\n\n<!-- /speed -->\n\nafter\n';
    expect(replaceGenerated(page, 'speed', 'new')).toBe(renewed);
    expect(replaceGenerated(renewed, 'speed', 'new')).toBe(renewed);
  });

  it('refuses a page without the markers', () => {
    expect(() => replaceGenerated('before', 'speed', 'new')).toThrow('no part between');
  });
});

import { describe, expect, it } from 'vitest';

import { PLACES } from './layout.ts';
import { PARTS } from './parts.ts';

describe('the parts of the set device', () => {
  it('have places one behind the other, up to the last double', () => {
    const ordered = PARTS.toSorted((a, b) => a.at - b.at || a.places - b.places);
    const ends = ordered.map(({ at, places }) => at + places);
    expect(ordered.map(({ at }) => at)).toEqual([0, ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBe(PLACES);
  });
});

import { describe, expect, it } from 'vitest';
import { selfTimes } from './profile.ts';

describe('selfTimes', () => {
  it('adds up the samples of each function, longest first, with milliseconds and percent', () => {
    const node = (id: number, functionName: string, url: string) => ({
      id,
      callFrame: { functionName, url, lineNumber: 6 },
    });
    const profile = {
      nodes: [
        node(1, '(idle)', ''),
        node(2, 'decode', 'file:///x/dist/node.js'),
        node(3, '', 'file:///x/a.js'),
      ],
      samples: [2, 1, 2, 3],
      timeDeltas: [2000, 1500, 5500, 1000],
    };
    expect(selfTimes(profile)).toEqual([
      ['decode node.js:7', '7.5', '75.0'],
      ['(idle)', '1.5', '15.0'],
      ['(anonymous) a.js:7', '1.0', '10.0'],
    ]);
  });
});

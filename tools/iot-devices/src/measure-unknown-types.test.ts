import { describe, expect, it } from 'vitest';
import { chooseElsewhere } from './measure-unknown-types.ts';

describe('chooseElsewhere', () => {
  it('judges settings on types that did not choose them', () => {
    // Each of these settings is good at one type alone: whoever chooses for it has it on the other side.
    const tailored = Array.from({ length: 8 }, (_, good) =>
      Array.from({ length: 8 }, (_unused, type) => (type === good ? 1 : 0.5)),
    );
    expect(chooseElsewhere(tailored)).toEqual({ estimate: 0.5, low: 0.5, high: 0.5 });
  });

  it('takes the settings that are best throughout', () => {
    const settings = [0.6, 0.9, 0.7].map((area) => new Array<number>(6).fill(area));
    expect(chooseElsewhere(settings).estimate).toBeCloseTo(0.9);
  });
});

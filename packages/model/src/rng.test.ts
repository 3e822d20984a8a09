import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, deriveSeed, shuffle } from './rng.ts';

const draw = (seed: number, count: number): number[] => {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => rng.next());
};

describe('createRng', () => {
  it('keeps its sequence for ever, since models are rebuilt from seeds', () => {
    expect(draw(42, 3).map((number) => number * 2 ** 32)).toEqual([1849552023, 4223452576, 118919111]);
  });

  it('gives another sequence for another seed, above 32 bits too', () => {
    const seeds = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    expect(new Set(seeds.map((seed) => draw(seed, 2).join())).size).toBe(seeds.length);
  });

  it('fills [0, 1) evenly', () => {
    const bins = new Int32Array(10);
    for (const number of draw(7, 100_000)) bins[Math.floor(number * 10)] += 1;
    for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(400);
  });
});

describe('shuffle', () => {
  it('keeps every item', () => {
    fc.assert(
      fc.property(fc.int32Array(), fc.nat(), (items, seed) => {
        const shuffled = items.slice();
        shuffle(createRng(seed), shuffled);
        expect(shuffled.toSorted()).toEqual(items.toSorted());
      }),
    );
  });

  it('makes all six orders of three items about as often', () => {
    const rng = createRng(3);
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const items = Int32Array.of(0, 1, 2);
      shuffle(rng, items);
      seen.set(items.join(), (seen.get(items.join()) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(150);
  });
});

describe('deriveSeed', () => {
  it('gives every place of a grid a seed of its own', () => {
    const seeds = [0, 1, 2 ** 40].flatMap((seed) =>
      Array.from({ length: 100 }, (_, i) => deriveSeed(seed, Math.floor(i / 10), i % 10)),
    );
    expect(new Set(seeds).size).toBe(300);
    expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
  });
});

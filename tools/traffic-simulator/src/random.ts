/** A seeded source of random values; the same seed gives the same values on every machine. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly integer: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the items, all alike. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** Around `median`; two thirds of the values lie within a factor of e^`spread` of it (log-normal). */
  readonly around: (median: number, spread: number) => number;
  /** Waiting time of a Poisson process, with this mean. */
  readonly wait: (mean: number) => number;
}

/** Mulberry32, by T. Ettinger (public domain). */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)],
    around: (median, spread) => median * Math.exp(spread * normal()),
    wait: (mean) => -Math.log(1 - next()) * mean,
  };
};

/** A seed of its own for every part of a simulation (FNV-1a over the names and numbers that identify the part). */
export const seedOf = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5;
  for (const character of parts.join('/')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
};

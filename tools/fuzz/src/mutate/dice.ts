import { type Rng, createRng, deriveSeed } from '@networkml/model';

/** What is decided by chance. */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  /** Whether something that happens once in `times` happens now. */
  once(times: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** Dice whose throws depend on the seed and the path only. */
export const createDice = (seed: number, ...path: readonly number[]): Dice => {
  const rng: Rng = createRng(deriveSeed(seed, ...path));
  const int = (below: number): number => Math.floor(rng.next() * below);
  return { int, once: (times) => int(times) === 0, pick: (items) => items[int(items.length)] };
};

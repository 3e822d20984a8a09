/** A source of random numbers; everything random takes one, so that a seed fixes every result. */
export interface Rng {
  /** A number in [0, 1), uniformly distributed. */
  next(): number;
}

const TWO_TO_32 = 4294967296;
const GOLDEN_RATIO_32 = 0x9e3779b9;
const WARM_UP_ROUNDS = 12;

/** The finalizer of MurmurHash3 on 32 bits: a bijection that spreads every input bit over the whole word. */
const mix32 = (value: number): number => {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

/**
 * A generator with 128 bits of state and steps of 32 bits: sfc32 of Chris Doty-Humphrey's PractRand.
 * @param seed a non-negative safe integer; equal seeds give equal sequences on every machine.
 */
export const createRng = (seed: number): Rng => {
  let a = seed | 0;
  let b = Math.floor(seed / TWO_TO_32) | 0;
  let c = GOLDEN_RATIO_32 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / TWO_TO_32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
  return { next };
};

/** Puts the items in random order, in place (Fisher and Yates; Knuth, TAOCP 2, 3.4.2 P). */
export const shuffle = (rng: Rng, items: Int32Array): void => {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(rng.next() * (last + 1));
    const item = items[last];
    items[last] = items[other];
    items[other] = item;
  }
};

/**
 * A seed for one part of a larger job, from the job's seed and the part's place in it, such as candidate and fold.
 * It depends on nothing else, so parts may run in any order and on any number of threads.
 */
export const deriveSeed = (seed: number, ...path: readonly number[]): number =>
  path.reduce(
    (derived, step) => mix32(derived ^ mix32(step + GOLDEN_RATIO_32)),
    mix32(seed ^ mix32(Math.floor(seed / TWO_TO_32))),
  );

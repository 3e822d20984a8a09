import type { CaptureOptions } from '@networkml/pcap-reader';
import { createDice } from '../mutate/dice.ts';

/** How an input is read, and what else is tried on it. */
export interface Plan {
  readonly options: CaptureOptions;
  /** Whether times are computed a second time. */
  readonly times: boolean;
  /** Whether it is read asynchronously too, in chunks. */
  readonly async: boolean;
  /** Sizes of the chunks, taken in turn. */
  readonly chunkBytes: readonly number[];
  /** Whether it is read from a file too, both ways. */
  readonly file: boolean;
  /** Whether features are computed of it. */
  readonly features: boolean;
  /** Readers among whom its packets are shared too; 0 where they are not. */
  readonly shares: number;
  /** Whether memory is measured around it. */
  readonly memory: boolean;
}

/** Keeps the dice for reading apart from those for making an input. */
const READING = 1;

/** Larger inputs are read in larger batches. */
const LARGE_BYTES = 1 << 18;

/** How input `index` of a seed is read; it depends on both, and on its size. */
export const createPlan = (seed: number, index: number, bytes: number): Plan => {
  const dice = createDice(seed, index, READING);
  const chunk = dice.pick([1 << 16, 1 << 14, 4096, 512]);
  return {
    options: {
      name: 'input',
      salvage: dice.once(2),
      headers: dice.pick(['outer', 'outer', 'inner']),
      last: dice.once(3),
      batchCapacity: bytes > LARGE_BYTES ? 512 : dice.pick([1, 3, 32, 100, 300]),
    },
    times: dice.once(4),
    async: dice.once(10),
    chunkBytes: Array.from({ length: 3 }, () => 1 + dice.int(chunk)),
    file: dice.once(200),
    features: dice.once(30),
    memory: dice.once(16),
    shares: dice.once(20) ? 2 + dice.int(3) : 0,
  };
};

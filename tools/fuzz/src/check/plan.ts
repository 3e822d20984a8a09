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
  /** Whether memory is measured around it. */
  readonly memory: boolean;
}

/** Keeps the dice for reading apart from those for making an input. */
const READING = 1;

/** How input `index` of a seed is read; it depends on both and on nothing else. */
export const createPlan = (seed: number, index: number): Plan => {
  const dice = createDice(seed, index, READING);
  const chunk = dice.pick([1 << 16, 1 << 14, 4096, 512]);
  return {
    options: {
      name: 'input',
      salvage: dice.once(2),
      headers: dice.pick(['outer', 'outer', 'inner']),
      last: dice.once(3),
      batchCapacity: dice.pick([1, 3, 64, 256, 2048]),
    },
    times: dice.once(4),
    async: dice.once(6),
    chunkBytes: Array.from({ length: 3 }, () => 1 + dice.int(chunk)),
    file: dice.once(200),
    features: dice.once(16),
    memory: dice.once(8),
  };
};

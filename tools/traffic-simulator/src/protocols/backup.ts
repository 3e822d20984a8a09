import { ask, answer, type Dialogue, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** An agent sends what has changed to the backup server in large blocks. */
export const backupRun = (random: Random): Dialogue => {
  const block = random.pick([65_536, 262_144, 524_288]);
  const count = Math.ceil(random.around(5e6, 1) / block);
  const blocks = Array.from({ length: count }, () => [
    ask(block, random.around(3, 0.8)),
    answer(random.integer(60, 200), 1),
  ]);
  return overTcp(random.pick([10_006, 6_101, 1_500, 13_782, 9_102, 2_500]), [
    ask(random.integer(100, 600)),
    answer(random.integer(100, 600)),
    ...blocks.flat(),
  ]);
};

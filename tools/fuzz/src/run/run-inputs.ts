import type { BasePool } from '../bases/pool.ts';
import { checkInput } from '../check/check-input.ts';
import { createPlan } from '../check/plan.ts';
import { createInput } from '../mutate/input.ts';
import { type Tally, count, emptyTally } from './tally.ts';

/** Which inputs are made and read. */
export interface InputRange {
  readonly seed: number;
  readonly from: number;
  /** Behind the last. */
  readonly to: number;
}

/** A broken promise, and the input that shows it. */
export interface Found {
  readonly index: number;
  /** What is wrong. */
  readonly message: string;
}

/** What became of a range of inputs. */
export interface RangeResult {
  readonly tally: Tally;
  readonly findings: readonly Found[];
}

/** Makes and reads inputs one after the other; `onInput` is called ahead of each. */
export const runInputs = async (
  pool: BasePool,
  { seed, from, to }: InputRange,
  onInput?: (index: number) => void,
): Promise<RangeResult> => {
  const tally = emptyTally();
  const findings: Found[] = [];
  for (let index = from; index < to; index += 1) {
    onInput?.(index);
    try {
      const { bytes, ...input } = createInput(pool, seed, index);
      const plan = createPlan(seed, index, bytes.length);
      const start = performance.now();
      const checked = await checkInput({ ...input, bytes }, plan);
      count(tally, { index, bytes: bytes.length, plan, checked, millis: performance.now() - start });
    } catch (error) {
      findings.push({ index, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { tally, findings };
};

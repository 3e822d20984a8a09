import { type CaptureInfo, type PacketBatch } from '@networkml/pcap-reader';
import { openCaptureSync } from '@networkml/pcap-reader/node';
import { getHeapStatistics } from 'node:v8';
import { type Claims, readClaims } from '../claims/claims.ts';
import type { Input } from '../mutate/input.ts';
import { checkEnd, checkRows, checkTimes } from './against-claims.ts';
import { checkColumns } from './column-ranges.ts';
import { contentsOf } from './contents.ts';
import { type Digest, createDigest } from './digest.ts';
import { checkFeatures } from './features.ts';
import { must } from './finding.ts';
import { checkOtherWays } from './other-ways.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Plan } from './plan.ts';
import { checkShares } from './shares.ts';

/** What a sound or broken input came to. */
export interface Checked {
  readonly outcome: Outcome;
  readonly info: CaptureInfo;
}

/** Bytes of typed arrays that one input may leave behind beyond four times its size. */
export const BUFFER_BYTES_LIMIT: number = 8 * 2 ** 20;

/**
 * Reads an input in the ways of the plan.
 *
 * @throws Finding where a promise of the reader is broken.
 */
export const checkInput = async (input: Input, plan: Plan): Promise<Checked> => {
  const contents = contentsOf(input);
  const expected = contents === undefined ? undefined : { contents, claims: readClaims(contents) };
  const before = plan.memory ? getHeapStatistics().external_memory : 0;
  const reading = readSync({ input, plan, expected });
  if (plan.memory && contents !== undefined) checkMemory(before, contents.length);
  if (plan.async || plan.file) await checkOtherWays(input, plan, reading);
  if (plan.shares > 0 && expected !== undefined) {
    const { options, shares: readers } = plan;
    checkShares({ bytes: input.bytes, claims: expected.claims, options, readers, whole: reading.info });
  }
  if (plan.features) checkFeatures(input.bytes);
  return reading;
};

const checkMemory = (before: number, size: number): void => {
  const grown = getHeapStatistics().external_memory - before;
  const limit = BUFFER_BYTES_LIMIT + 4 * size;
  must(grown <= limit, () => `reading ${size} bytes took ${grown} bytes of memory, of ${limit} allowed`);
};

/** An input, and what it is known to hold. */
interface Task {
  readonly input: Input;
  readonly plan: Plan;
  readonly expected: { readonly contents: Uint8Array; readonly claims: Claims } | undefined;
}

/** A synchronous reading, which others are compared with. */
export interface SyncReading extends Checked {
  /** Absent unless another way of reading is compared. */
  readonly digest: Digest | undefined;
}

const readSync = ({ input, plan, expected }: Task): SyncReading => {
  const { options } = plan;
  const digest = plan.async || plan.file ? createDigest() : undefined;
  const capture = openCaptureSync(input.bytes, options);
  const check = batchCheck(plan, expected);
  let rows = 0;
  let thrown: unknown;
  try {
    for (const batch of capture) {
      check(batch, rows);
      digest?.take(batch);
      rows += batch.count;
    }
  } catch (error) {
    thrown = error;
  }
  const { info } = capture;
  const outcome = outcomeOf({ thrown, info, rows, options });
  const size = expected?.contents.length ?? Infinity;
  must(
    outcome.offsetBytes >= 0 && outcome.offsetBytes <= size,
    () => `${outcome.code} at byte ${outcome.offsetBytes} of ${size}`,
  );
  if (expected !== undefined) checkEnd(outcome, expected.claims, size);
  return { outcome, info, digest };
};

const batchCheck = (
  { times }: Plan,
  expected: Task['expected'],
): ((batch: PacketBatch, from: number) => void) => {
  if (expected === undefined) return checkColumns;
  const { contents, claims } = expected;
  const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
  const framing = { claims, view };
  return (batch, from) => {
    checkColumns(batch);
    checkRows(batch, from, claims);
    if (times) checkTimes(batch, from, framing);
  };
};

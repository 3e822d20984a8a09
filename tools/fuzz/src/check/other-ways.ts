import { type Capture, type CaptureInfo, type SyncCapture } from '@networkml/pcap-reader';
import { openCapture, openCaptureSync } from '@networkml/pcap-reader/node';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { threadId } from 'node:worker_threads';
import type { Input } from '../mutate/input.ts';
import type { SyncReading } from './check-input.ts';
import { type Digest, createDigest } from './digest.ts';
import { must } from './finding.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Plan } from './plan.ts';
import { tellSame } from './tell-same.ts';

/**
 * Reads an input from a stream and from a file, and compares with the reading from memory.
 *
 * @throws Finding where they differ.
 */
export const checkOtherWays = async (input: Input, plan: Plan, reading: SyncReading): Promise<void> => {
  const { options } = plan;
  if (plan.async) {
    const stream = Readable.from(inChunks(input.bytes, plan.chunkBytes));
    compare('a stream', reading, await read(openCapture(stream, options), plan));
  }
  if (!plan.file) return;
  const path = join(tmpdir(), `networkml-fuzz-${process.pid}-${threadId}`);
  writeFileSync(path, input.bytes);
  try {
    compare('a file', reading, await read(openCapture(path, options), plan));
    compare('a file, synchronously,', reading, await read(openCaptureSync(path, options), plan));
  } finally {
    rmSync(path);
  }
};

function* inChunks(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let offset = 0;
  for (let turn = 0; offset < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length];
    yield bytes.slice(offset, offset + size);
    offset += size;
  }
}

interface OtherReading {
  readonly outcome: Outcome;
  readonly info: CaptureInfo;
  readonly digest: Digest;
}

const read = async (capture: Capture | SyncCapture, { options }: Plan): Promise<OtherReading> => {
  const digest = createDigest();
  let rows = 0;
  let thrown: unknown;
  try {
    for await (const batch of capture) {
      digest.take(batch);
      rows += batch.count;
    }
  } catch (error) {
    thrown = error;
  }
  return { outcome: outcomeOf({ thrown, info: capture.info, rows, options }), info: capture.info, digest };
};

const compare = (way: string, { outcome, info, digest }: SyncReading, other: OtherReading): void => {
  if (outcome.code === 'CAPTURE_BAD_COMPRESSION' && info.packets === 0) {
    // Synchronously nothing is unpacked then, while a stream gives what lies ahead of the damage.
    must(other.outcome.code !== undefined, () => `${way} is read to its end where its packing is damaged`);
    return;
  }
  must(isDeepStrictEqual(other.outcome, outcome), () =>
    [`${way} ends differently`, JSON.stringify(other.outcome), JSON.stringify(outcome)].join('\n  '),
  );
  const [expected, found] = [digest?.result() ?? {}, other.digest.result()];
  const differing = Object.keys(expected).filter((name) => expected[name] !== found[name]);
  must(differing.length === 0, () => `${way} gives other values: ${differing.join(', ')}`);
  must(tellSame(other.info, info), () => `${way} gives another CaptureInfo`);
};

import type { BasePool, BaseWithClaims } from '../bases/pool.ts';
import { BYTE_MUTATIONS, type Mutation } from './byte-mutations.ts';
import { type Dice, createDice } from './dice.ts';
import { Draft } from './draft.ts';
import { FRAME_MUTATIONS } from './frame-mutations.ts';
import { pack } from './pack.ts';

/** One capture to be read, and how it came to be. */
export interface Input {
  readonly bytes: Uint8Array;
  /** What it holds, where it was packed and not changed afterwards. */
  readonly contents: Uint8Array | undefined;
  /** Base and mutations, in the order in which they were made. */
  readonly story: readonly string[];
}

/** Of so many inputs one is large, one in so many is packed, one in so many of them changed afterwards. */
const LARGE_ONE_IN = 600;
const PACKED_ONE_IN = 12;
const PACKED_CHANGED_ONE_IN = 2;
const LARGE_BYTES = 1_500_000;

/** Which mutations are drawn, some of them more often. */
const DRAWN: readonly (readonly [name: string, weight: number])[] = [
  ['flip', 2],
  ['noise', 1],
  ['overwrite', 3],
  ['truncate', 1],
  ['remove', 1],
  ['insert', 1],
  ['repeat', 1],
  ['recordField', 5],
  ['headerField', 1],
  ['magic', 1],
  ['linkType', 2],
  ['packetField', 6],
  ['snap', 1],
  ['blockType', 1],
  ['option', 2],
  ['blockLength', 2],
  ['swap', 1],
  ['splice', 2],
];

const NAMES = DRAWN.flatMap(([name, weight]) => Array.from({ length: weight }, () => name));
const BYTE_NAMES = Object.keys(BYTE_MUTATIONS);
const MUTATIONS: Readonly<Record<string, Mutation | undefined>> = { ...BYTE_MUTATIONS, ...FRAME_MUTATIONS };

/** Input `index` of a seed; equal seeds and bases give equal bytes. */
export const createInput = (pool: BasePool, seed: number, index: number): Input => {
  const dice = createDice(seed, index);
  const base = pickBase(pool, dice);
  const draft = new Draft(cut(base, dice, dice.pick([2048, 4096, 8192])));
  const story = [base.name];
  const large = dice.once(LARGE_ONE_IN);
  if (large) enlarge(draft, story);
  for (let left = mutationCount(dice); left > 0 && draft.length > 0; left -= 1) {
    const name = dice.pick(NAMES);
    story.push(name);
    if (name === 'splice') splice(draft, dice, pickBase(pool, dice));
    else MUTATIONS[name]?.(draft, dice);
  }
  if (!dice.once(PACKED_ONE_IN) || draft.length === 0)
    return { bytes: draft.bytes, contents: undefined, story };
  return packed(draft.bytes, dice, story);
};

const packed = (contents: Uint8Array, dice: Dice, story: string[]): Input => {
  const result = pack(contents, dice);
  story.push(result.packing);
  if (!dice.once(PACKED_CHANGED_ONE_IN)) return { bytes: result.packed, contents, story };
  const draft = new Draft(result.packed);
  for (let left = 1 + dice.int(3); left > 0 && draft.length > 0; left -= 1) {
    const name = dice.pick(BYTE_NAMES);
    story.push(name);
    MUTATIONS[name]?.(draft, dice);
  }
  return { bytes: draft.bytes, contents: undefined, story };
};

const pickBase = (pool: BasePool, dice: Dice): BaseWithClaims =>
  pool.base(pool.own === pool.count || dice.once(3) ? dice.int(pool.own) : dice.int(pool.count));

/** None one time in 24, else one or more, each next one half as likely. */
const mutationCount = (dice: Dice): number => {
  if (dice.once(24)) return 0;
  let count = 1;
  while (count < 8 && dice.once(2)) count += 1;
  return count;
};

/** The header of a base and a run of its records, of about so many bytes. */
const cut = ({ bytes, claims }: BaseWithClaims, dice: Dice, budget: number): Uint8Array => {
  const { records, packetAt } = claims;
  if (bytes.length <= budget || packetAt.length === 0) return bytes.slice(0, budget);
  const firstPacket = records.findLastIndex((record) => record < packetAt[0]);
  const header = bytes.subarray(0, records[firstPacket]);
  const from = records[firstPacket + dice.int(records.length - firstPacket)];
  let end = records.findIndex((record) => record > from + budget);
  if (end === -1) end = records.length;
  const run = bytes.subarray(from, records[end] ?? bytes.length);
  const result = new Uint8Array(header.length + run.length);
  result.set(header);
  result.set(run, header.length);
  return result;
};

/** Repeats the records until the capture no longer fits the window through which it is read. */
const enlarge = (draft: Draft, story: string[]): void => {
  const [from] = draft.claims.records;
  if (draft.claims.records.length < 2) return;
  const run = draft.bytes.subarray(from);
  const times = Math.ceil(LARGE_BYTES / run.length);
  const bytes = new Uint8Array(from + run.length * times);
  bytes.set(draft.bytes);
  for (let time = 1; time < times; time += 1) bytes.set(run, from + time * run.length);
  draft.bytes = bytes;
  story.push('enlarge');
};

/** The head of the draft and the tail of another base, cut at records or anywhere. */
const splice = (draft: Draft, dice: Dice, other: BaseWithClaims): void => {
  const cutAt = (records: readonly number[], length: number): number =>
    records.length > 0 && !dice.once(4) ? dice.pick(records) : dice.int(length);
  const head = draft.bytes.subarray(0, cutAt(draft.claims.records, draft.length));
  const from = dice.once(4) ? 0 : cutAt(other.claims.records, other.bytes.length);
  const tail = other.bytes.subarray(from, from + 4096);
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  draft.bytes = bytes;
};

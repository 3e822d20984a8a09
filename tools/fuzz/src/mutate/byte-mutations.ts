import type { Dice } from './dice.ts';
import type { Draft } from './draft.ts';
import { anyValue } from './values.ts';

/** One change of a draft, decided by dice. */
export type Mutation = (draft: Draft, dice: Dice) => void;

/** No input grows beyond this by accident. */
const BYTES_LIMIT = 1 << 17;

const widths = [1, 2, 4] as const;

/** A place, a fifth of the time near the start, where the file header is. */
const place = (draft: Draft, dice: Dice): number =>
  dice.int(dice.once(5) ? Math.min(64, draft.length) : draft.length);

const rangeLength = (dice: Dice): number => 1 + dice.int(dice.pick([2, 4, 16, 64, 256, 2048]));

/** Puts `middle` in place of the bytes from `from` to `to`. */
export const spliced = (
  bytes: Uint8Array,
  [from, to]: readonly [from: number, to: number],
  middle: Uint8Array,
): Uint8Array => {
  const result = new Uint8Array(from + middle.length + (bytes.length - to));
  result.set(bytes.subarray(0, from));
  result.set(middle, from);
  result.set(bytes.subarray(to), from + middle.length);
  return result;
};

const flip: Mutation = (draft, dice) => {
  for (let left = 1 + dice.int(4); left > 0; left -= 1) draft.bytes[place(draft, dice)] ^= 1 << dice.int(8);
};

const noise: Mutation = (draft, dice) => {
  const from = place(draft, dice);
  const to = Math.min(draft.length, from + rangeLength(dice));
  const fill = dice.pick([0, 0xff, undefined]);
  for (let at = from; at < to; at += 1) draft.bytes[at] = fill ?? dice.int(256);
};

const overwrite: Mutation = (draft, dice) => {
  draft.write(place(draft, dice), anyValue(dice), { bytes: dice.pick(widths), littleEndian: dice.once(2) });
};

const truncate: Mutation = (draft, dice) => {
  const { records } = draft.claims;
  const atRecord = records.length > 0 && dice.once(2);
  const at = atRecord ? dice.pick(records) + dice.int(40) - 4 : dice.int(draft.length);
  draft.bytes = draft.bytes.slice(0, Math.max(0, at));
};

const remove: Mutation = (draft, dice) => {
  const from = place(draft, dice);
  const to = Math.min(draft.length, from + rangeLength(dice));
  draft.bytes = spliced(draft.bytes, [from, to], new Uint8Array());
};

const insert: Mutation = (draft, dice) => {
  const length = rangeLength(dice);
  if (draft.length + length > BYTES_LIMIT) return;
  const fill = dice.pick([0, 0xff, undefined]);
  const middle = Uint8Array.from({ length }, () => fill ?? dice.int(256));
  const at = place(draft, dice);
  draft.bytes = spliced(draft.bytes, [at, at], middle);
};

const repeat: Mutation = (draft, dice) => {
  const from = place(draft, dice);
  const piece = draft.bytes.slice(from, from + rangeLength(dice));
  const times = 1 + dice.int(4);
  if (draft.length + piece.length * times > BYTES_LIMIT) return;
  const middle = new Uint8Array(piece.length * times);
  for (let time = 0; time < times; time += 1) middle.set(piece, time * piece.length);
  draft.bytes = spliced(draft.bytes, [from, from], middle);
};

/** Changes that know nothing of the format; packed bytes are changed by them too. */
export const BYTE_MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip,
  noise,
  overwrite,
  truncate,
  remove,
  insert,
  repeat,
};

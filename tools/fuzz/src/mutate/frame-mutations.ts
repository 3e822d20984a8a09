import { type Mutation, spliced } from './byte-mutations.ts';
import type { Dice } from './dice.ts';
import type { Draft } from './draft.ts';
import { anyValue, valueNear } from './values.ts';

const MAGICS: readonly number[] = [
  ...[
    0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, 0x1c0001ac, 0xac01001c,
    0x1c0001ab,
  ],
  ...[0x0a0d0d0a, 0x736e6f6f, 0x1f8b0800, 0x28b52ffd, 0x502a4d18, 0x474d4255, 0x1a2b3c4d, 0x4d3c2b1a],
];

const LINK_TYPES: readonly number[] = [
  ...[
    0, 1, 6, 7, 8, 9, 10, 12, 14, 15, 24, 50, 51, 99, 100, 101, 104, 105, 107, 108, 113, 114, 117, 119, 122,
    123,
  ],
  ...[
    127, 129, 130, 133, 137, 138, 147, 163, 166, 169, 177, 182, 187, 189, 192, 194, 195, 200, 215, 219, 220,
    224,
  ],
  ...[
    226, 228, 229, 230, 235, 238, 239, 242, 248, 249, 251, 252, 253, 258, 265, 272, 274, 276, 278, 283, 289,
    0xffff,
  ],
];

const BLOCK_TYPES: readonly number[] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0xbad, 0x40000bad, 0x0a0d0d0a, 0x80000001,
];

/** Field lengths and places in records of pcap (modified ones go on), snoop and packet blocks of pcapng. */
const RECORD_FIELDS = {
  pcap: [0, 4, 8, 8, 12, 16, 20],
  snoop: [0, 4, 4, 8, 8, 12, 16, 20],
  pcapng: [0, 4, 4, 8, 12, 16, 20, 20, 24],
} as const;

/** Places in file headers; of pcapng those of the section header. */
const HEADER_FIELDS = {
  pcap: [0, 4, 6, 8, 12, 16, 20],
  snoop: [0, 4, 8, 12],
  pcapng: [0, 4, 8, 12, 14, 16, 20, 24],
} as const;

const orderOf = (draft: Draft, dice: Dice): boolean =>
  dice.once(10) ? !draft.claims.littleEndian : draft.claims.littleEndian;

const near = (draft: Draft, dice: Dice, at: number): void => {
  const little = orderOf(draft, dice);
  if (at < 0 || at + 4 > draft.length) return;
  draft.write(at, valueNear(dice, draft.view.getUint32(at, little), draft.length - at), {
    bytes: 4,
    littleEndian: little,
  });
};

const recordField: Mutation = (draft, dice) => {
  const { records, format } = draft.claims;
  if (records.length === 0 || format === undefined) return;
  near(draft, dice, dice.pick(records) + dice.pick(RECORD_FIELDS[format]));
};

const headerField: Mutation = (draft, dice) => {
  const { format } = draft.claims;
  if (format === undefined) return;
  const at = dice.pick(HEADER_FIELDS[format]);
  if (dice.once(2)) near(draft, dice, at);
  else draft.write(at, anyValue(dice), { bytes: dice.pick([1, 2, 4]), littleEndian: orderOf(draft, dice) });
};

const magic: Mutation = (draft, dice) => {
  draft.write(0, dice.pick(MAGICS), { bytes: 4, littleEndian: dice.once(2) });
};

const linkType: Mutation = (draft, dice) => {
  const { format, records, littleEndian } = draft.claims;
  const value = dice.pick(LINK_TYPES);
  if (format === 'pcap')
    draft.write(20, dice.once(8) ? value | 0x3400_0000 : value, { bytes: 4, littleEndian });
  else if (format === 'snoop') draft.write(12, dice.int(30), { bytes: 4, littleEndian: false });
  else if (records.length > 1)
    draft.write(dice.pick(records.slice(0, 40)) + 8, value, { bytes: 2, littleEndian });
};

/** Changes a number within the first bytes of a packet, where its headers are. */
const packetField: Mutation = (draft, dice) => {
  const { packetAt, held } = draft.claims;
  for (let left = packetAt.length === 0 ? 0 : 1 + dice.int(6); left > 0; left -= 1) {
    const packet = dice.int(packetAt.length);
    const at = packetAt[packet] + dice.int(Math.max(1, Math.min(held[packet], dice.pick([24, 48, 128]))));
    draft.write(at, anyValue(dice), { bytes: dice.pick([1, 1, 2, 2, 4]), littleEndian: dice.once(10) });
  }
};

/** Gives a record fewer captured bytes and takes them away, as a snap length does. */
const snap: Mutation = (draft, dice) => {
  const { packetAt, held, records, format, littleEndian } = draft.claims;
  if (packetAt.length === 0 || (format !== 'pcap' && format !== 'snoop')) return;
  const packet = dice.int(packetAt.length);
  const kept = dice.int(held[packet] + 1);
  const end = packetAt[packet] + held[packet];
  const lengthAt = records[packet] + (format === 'pcap' ? 8 : 4);
  draft.write(lengthAt, kept, { bytes: 4, littleEndian });
  if (format === 'snoop') draft.write(lengthAt + 4, 24 + kept, { bytes: 4, littleEndian: false });
  draft.bytes = spliced(draft.bytes, [packetAt[packet] + kept, end], new Uint8Array());
};

const blockType: Mutation = (draft, dice) => {
  const { format, records, littleEndian } = draft.claims;
  if (format === 'pcapng')
    draft.write(dice.pick(records), dice.pick(BLOCK_TYPES), { bytes: 4, littleEndian });
};

/** Sets a code or length where an option may stand: at the places of a block that are a multiple of four. */
const option: Mutation = (draft, dice) => {
  const { format, records, littleEndian } = draft.claims;
  if (format !== 'pcapng') return;
  const block = dice.int(Math.min(records.length, dice.pick([3, records.length])));
  const end = records[block + 1] ?? draft.length;
  const at = records[block] + 4 * dice.int(Math.max(1, (end - records[block]) >> 2));
  draft.write(at, dice.int(16), { bytes: 2, littleEndian });
  if (dice.once(2))
    draft.write(at + 2, dice.pick([0, 1, 2, 4, 8, 0xff, 0xfffc, 0xffff]), { bytes: 2, littleEndian });
  if (dice.once(3)) draft.write(at + 4, dice.int(256), { bytes: 1, littleEndian });
};

/** Changes a block's length in both of its places. */
const blockLength: Mutation = (draft, dice) => {
  const { format, records, littleEndian } = draft.claims;
  if (format !== 'pcapng' || records.length < 2) return;
  const block = dice.int(records.length - 1);
  const length = records[block + 1] - records[block];
  const other = dice.once(2) ? (length + 4 * (dice.int(9) - 4)) >>> 0 : anyValue(dice);
  draft.write(records[block] + 4, other, { bytes: 4, littleEndian });
  draft.write(records[block] + (dice.once(3) ? length : other) - 4, other, { bytes: 4, littleEndian });
};

/** Two runs of records change places. */
const swap: Mutation = (draft, dice) => {
  const { records } = draft.claims;
  if (records.length < 3) return;
  const cuts = [dice.pick(records), dice.pick(records), dice.pick(records)].sort((a, b) => a - b);
  const [first, second, third] = cuts;
  const { bytes } = draft;
  const middle = new Uint8Array(third - first);
  middle.set(bytes.subarray(second, third));
  middle.set(bytes.subarray(first, second), third - second);
  draft.bytes = spliced(bytes, [first, third], middle);
};

/** Changes that aim at the framing, or at packet headers. */
export const FRAME_MUTATIONS: Readonly<Record<string, Mutation>> = {
  recordField,
  headerField,
  magic,
  linkType,
  packetField,
  snap,
  blockType,
  option,
  blockLength,
  swap,
};

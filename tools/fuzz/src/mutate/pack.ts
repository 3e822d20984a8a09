import * as zlib from 'node:zlib';
import { join } from '../bytes.ts';
import type { Dice } from './dice.ts';

/** Whether this Node can pack zstd. */
export const HAS_ZSTD: boolean = 'zstdCompressSync' in zlib;

/** Packs bytes as gzip or zstd, now and then in several members, frames, or with padding that has to be ignored. */
export const pack = (
  bytes: Uint8Array,
  dice: Dice,
): { readonly packed: Uint8Array; readonly packing: string } => {
  const packing = HAS_ZSTD && dice.once(2) ? 'zstd' : 'gzip';
  const squeeze = packing === 'gzip' ? gzip(dice) : zstd(dice);
  const cuts = [
    0,
    ...Array.from({ length: dice.once(3) ? dice.int(4) : 0 }, () => dice.int(bytes.length + 1)),
  ];
  cuts.sort((a, b) => a - b);
  const members = cuts.map((from, index) => squeeze(bytes.subarray(from, cuts[index + 1] ?? bytes.length)));
  if (packing === 'gzip' && dice.once(8)) members.push(new Uint8Array(dice.pick([1, 16, 512])));
  if (packing === 'zstd' && dice.once(8)) members.splice(dice.int(2), 0, SKIPPABLE_FRAME);
  return { packed: members.length === 1 ? members[0] : join(...members), packing };
};

/** RFC 8878, section 3.1.2: four bytes to be passed over. */
const SKIPPABLE_FRAME = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4);

const gzip = (dice: Dice): ((bytes: Uint8Array) => Uint8Array) => {
  const options = { level: dice.pick([0, 1, 1, 6]), windowBits: 10, memLevel: 4 };
  return (bytes) => zlib.gzipSync(bytes, options);
};

const zstd = (dice: Dice): ((bytes: Uint8Array) => Uint8Array) => {
  const params = {
    [zlib.constants.ZSTD_c_compressionLevel]: 1,
    [zlib.constants.ZSTD_c_checksumFlag]: dice.int(2),
  };
  return (bytes) => zlib.zstdCompressSync(bytes, { params });
};

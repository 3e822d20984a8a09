import type { Dice } from './dice.ts';

/** Numbers at which arithmetic on lengths, times and types tips over. */
const BOUNDARIES: readonly number[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 23, 24, 25, 27, 28, 31, 32, 33, 36],
  ...[
    39, 40, 41, 44, 59, 60, 63, 64, 65, 127, 128, 129, 253, 254, 255, 256, 257, 1023, 1024, 1500, 1535, 1536,
  ],
  ...[4095, 4096, 9999, 0x7ffe, 0x7fff, 0x8000, 0xfffb, 0xfffc, 0xfffe, 0xffff, 0x1_0000, 0x1_0001],
  ...[0x3_fffc, 0x3_ffff, 0x4_0000, 0x4_0001, 999_999, 1_000_000, 1_000_001, 999_999_999, 1_000_000_000],
  ...[0x7fff_fff0, 0x7fff_fffc, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_fff0, 0xffff_fffc, 0xffff_ffff],
];

/** Any 32-bit number, those at which something tips over more often. */
export const anyValue = (dice: Dice): number =>
  dice.once(5) ? dice.int(0x1_0000_0000) : dice.pick(BOUNDARIES);

/** A number for a field that holds `before`: a step beside it, what is `left` of the file, or any. */
export const valueNear = (dice: Dice, before: number, left: number): number => {
  const step = dice.int(17) - 8;
  const choice = dice.int(4);
  if (choice === 0) return (before + step) >>> 0;
  if (choice === 1) return (left + (dice.once(2) ? 0 : step)) >>> 0;
  return anyValue(dice);
};

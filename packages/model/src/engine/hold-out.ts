import type { Labels } from '../matrix.ts';
import { type Rng, shuffle } from '../rng.ts';

/** Rows to train on and rows to judge by. */
export interface HeldOut {
  readonly train: Int32Array;
  readonly held: Int32Array;
}

/** Holds out a share of each class's rows, by chance, and at least one row of each class that can spare it. */
export const holdOut = (y: Labels, share: number, rng: Rng): HeldOut => {
  const order = Int32Array.from(y.keys());
  if (share === 0) return { train: order, held: new Int32Array(0) };
  shuffle(rng, order);
  const held = new Set(
    [...new Set(y)].flatMap((label) => {
      const rows = [...order.filter((row) => y[row] === label)];
      const wanted = Math.max(1, Math.round(share * rows.length));
      return rows.slice(0, Math.min(wanted, rows.length - 1));
    }),
  );
  return {
    train: order.filter((row) => !held.has(row)).sort(),
    held: order.filter((row) => held.has(row)).sort(),
  };
};

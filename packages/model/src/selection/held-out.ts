import { ModelError } from '../errors.ts';
import type { Labels } from '../matrix.ts';
import { type Rng, shuffle } from '../rng.ts';
import { type Fold, foldsOf } from './fold.ts';

/** How much is held out, and what chooses. */
export interface HeldOutOptions {
  /** Share of each class's rows that is wanted in the test part, above 0 and below 1. */
  readonly share: number;
  readonly rng: Rng;
}

/**
 * One split, of about the given share of every class, that never tears a group: groups, the largest first and in random
 * order among equals, go to the test part while that brings the classes' shares nearer to the wanted one. A class of a single
 * group stays in the training part.
 * @param labels class index per row, shape [n]. @param groups name of each row's group, shape [n]; rows stand alone without.
 * Throws MODEL_BAD_PARAMETER for a share outside (0, 1), MODEL_TOO_FEW_ROWS where one part would be empty.
 */
export const heldOut = (
  labels: Labels,
  groups: readonly string[] | undefined,
  { share, rng }: HeldOutOptions,
): Fold => {
  if (!(share > 0 && share < 1)) throw new ModelError('MODEL_BAD_PARAMETER', `share ${share}`);
  const totals = new Map<number, number>();
  for (const label of labels) totals.set(label, (totals.get(label) ?? 0) + 1);
  const taken = new Map<number, number>();
  const isTest = new Uint8Array(labels.length);
  for (const rows of inRandomOrder(rowsByGroup(labels, groups), rng)) {
    const added = new Map<number, number>();
    for (const row of rows) added.set(labels[row], (added.get(labels[row]) ?? 0) + 1);
    let gain = 0;
    for (const [label, count] of added) {
      const before = (taken.get(label) ?? 0) / (totals.get(label) ?? 1);
      const after = before + count / (totals.get(label) ?? 1);
      gain += Math.abs(before - share) - Math.abs(after - share);
    }
    if (gain <= ROUNDING) continue;
    for (const [label, count] of added) taken.set(label, (taken.get(label) ?? 0) + count);
    for (const row of rows) isTest[row] = 1;
  }
  return splitWhere(labels.length, (row) => isTest[row] === 1);
};

/**
 * One split that holds out the named groups.
 * @param groups name of each row's group, shape [n].
 * Throws MODEL_UNKNOWN_GROUP for a name no row has, MODEL_TOO_FEW_ROWS where one part would be empty.
 */
export const heldOutGroups = (groups: readonly string[], names: readonly string[]): Fold => {
  const wanted = new Set(names);
  const known = new Set(groups);
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined) throw new ModelError('MODEL_UNKNOWN_GROUP', missing);
  return splitWhere(groups.length, (row) => wanted.has(groups[row]));
};

/** Differences of shares below this are rounding. */
const ROUNDING = 1e-12;

const splitWhere = (rowCount: number, isTest: (row: number) => boolean): Fold => {
  const [fold] = foldsOf(
    Int32Array.from({ length: rowCount }, (_, row) => (isTest(row) ? 0 : 1)),
    1,
  );
  if (fold.test.length > 0 && fold.train.length > 0) return fold;
  throw new ModelError('MODEL_TOO_FEW_ROWS', `${rowCount} rows, ${fold.test.length} of them held out`);
};

const rowsByGroup = (labels: Labels, groups: readonly string[] | undefined): number[][] => {
  if (groups === undefined) return Array.from(labels, (_, row) => [row]);
  if (groups.length !== labels.length) {
    throw new ModelError('MODEL_BAD_TRAINING_DATA', `${labels.length} labels but ${groups.length} groups`);
  }
  const byGroup = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const rows = byGroup.get(group);
    if (rows === undefined) byGroup.set(group, [row]);
    else rows.push(row);
  });
  return [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rows]) => rows);
};

const inRandomOrder = (groups: readonly number[][], rng: Rng): number[][] => {
  const order = Int32Array.from(groups, (_, i) => i);
  shuffle(rng, order);
  return Array.from(order, (i) => groups[i]).sort((a, b) => b.length - a.length);
};

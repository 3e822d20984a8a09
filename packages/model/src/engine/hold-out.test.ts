import { describe, expect, it } from 'vitest';
import { createRng } from '../rng.ts';
import { holdOut } from './hold-out.ts';

const LABELS = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2);

describe('holdOut', () => {
  it('holds out a share of each class, and never the only row of one', () => {
    const { train, held } = holdOut(LABELS, 0.2, createRng(3));
    expect(held.map((row) => LABELS[row]).sort()).toEqual(Int32Array.of(0, 0, 1));
    expect(Int32Array.of(...train, ...held).sort()).toEqual(Int32Array.from(LABELS.keys()));
  });

  it('holds out nothing with a share of 0', () => {
    const { train, held } = holdOut(LABELS, 0, createRng(3));
    expect(held.length).toBe(0);
    expect(train).toEqual(Int32Array.from(LABELS.keys()));
  });
});

import { createHash } from 'node:crypto';
import { type Claims, readClaims } from '../claims/claims.ts';
import type { Base } from './base.ts';

/** All bases in one piece of memory that threads share. */
export interface PackedBases {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly names: readonly string[];
  /** Where each base ends. */
  readonly ends: readonly number[];
  /** How many of them, from the first, are our own. */
  readonly own: number;
  /** Tells whether two runs drew from the same bases. */
  readonly fingerprint: string;
}

/** Packs bases, our own ones first. */
export const packBases = (own: readonly Base[], shared: readonly Base[]): PackedBases => {
  const all = [...own, ...shared];
  const total = all.reduce((sum, base) => sum + base.bytes.length, 0);
  const bytes = new Uint8Array(new SharedArrayBuffer(total));
  const ends: number[] = [];
  const hash = createHash('sha256');
  let offset = 0;
  for (const base of all) {
    bytes.set(base.bytes, offset);
    hash.update(base.bytes);
    offset += base.bytes.length;
    ends.push(offset);
  }
  return {
    bytes,
    names: all.map(({ name }) => name),
    ends,
    own: own.length,
    fingerprint: hash.digest('hex').slice(0, 12),
  };
};

/** A base with where its records lie. */
export interface BaseWithClaims extends Base {
  readonly claims: Claims;
}

/** Gives bases by number, and finds their records when first asked for. */
export class BasePool {
  readonly count: number;
  readonly own: number;
  readonly #packed: PackedBases;
  readonly #known: (BaseWithClaims | undefined)[] = [];

  constructor(packed: PackedBases) {
    this.#packed = packed;
    this.count = packed.names.length;
    this.own = packed.own;
  }

  /** Base `index`, 0 to `count` - 1. */
  base(index: number): BaseWithClaims {
    const known = this.#known[index];
    if (known !== undefined) return known;
    const { bytes: all, ends, names } = this.#packed;
    const bytes = all.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
    const base = { name: names[index], bytes, claims: readClaims(bytes) };
    this.#known[index] = base;
    return base;
  }
}

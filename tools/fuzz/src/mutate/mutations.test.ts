import { describe, expect, it } from 'vitest';
import { pcap, section } from '../bases/files.ts';
import { FRAMES } from '../bases/packets.ts';
import { readClaims } from '../claims/claims.ts';
import { BYTE_MUTATIONS, spliced } from './byte-mutations.ts';
import { createDice } from './dice.ts';
import { Draft } from './draft.ts';
import { FRAME_MUTATIONS } from './frame-mutations.ts';

const ALL = Object.entries({ ...BYTE_MUTATIONS, ...FRAME_MUTATIONS });
const CAPTURE = pcap(FRAMES);

const mutated = (name: string, seed: number, bytes: Uint8Array): Uint8Array => {
  const draft = new Draft(bytes.slice());
  ALL.find(([each]) => each === name)?.[1](draft, createDice(seed));
  return draft.bytes;
};

describe.each(ALL.map(([name]) => name))('%s', (name) => {
  it('gives the same bytes for the same seed', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(mutated(name, seed, CAPTURE)).toStrictEqual(mutated(name, seed, CAPTURE));
    }
  });

  it.each([
    ['one byte', Uint8Array.of(1)],
    ['a section header alone', section()],
    ['no capture', new Uint8Array(40)],
  ])('takes %s', (_, bytes) => {
    for (let seed = 0; seed < 50; seed += 1) expect(() => mutated(name, seed, bytes)).not.toThrow();
  });
});

describe('snap', () => {
  it('leaves a sound capture of as many packets', () => {
    const claims = readClaims(mutated('snap', 1, CAPTURE));
    expect([claims.captured.length, claims.code]).toStrictEqual([FRAMES.length, undefined]);
  });
});

describe('swap', () => {
  it('leaves a sound capture of the same length', () => {
    const bytes = mutated('swap', 2, CAPTURE);
    expect([bytes.length, readClaims(bytes).captured.length]).toStrictEqual([CAPTURE.length, FRAMES.length]);
    expect(bytes).not.toStrictEqual(CAPTURE);
  });
});

describe('spliced', () => {
  it('puts bytes in place of a range', () => {
    expect([...spliced(Uint8Array.of(1, 2, 3, 4), [1, 3], Uint8Array.of(9))]).toStrictEqual([1, 9, 4]);
  });
});

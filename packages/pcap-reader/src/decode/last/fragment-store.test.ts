import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FragmentStore } from './fragment-store.ts';

/** A datagram of 64 bytes, each telling its place. */
const DATAGRAM = Uint8Array.from({ length: 64 }, (_, i) => i);

const add = (
  store: FragmentStore,
  position: number,
  end: number,
  key = 'a',
  datagram = DATAGRAM,
): DataView | undefined =>
  store.add({
    key,
    view: new DataView(datagram.slice(position, end).buffer),
    start: 0,
    end: end - position,
    position,
    more: end < datagram.length,
  });

const bytesOf = (view: DataView | undefined): number[] =>
  view === undefined ? [] : [...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)];

const PIECES = [
  [0, 16],
  [16, 24],
  [24, 48],
  [48, 64],
] as const;

describe('FragmentStore', () => {
  it('gives the datagram with the fragment that completes it, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...PIECES], { minLength: 4 }), (pieces) => {
        const store = new FragmentStore();
        const given = pieces.map(([from, to]) => bytesOf(add(store, from, to)));
        expect(given).toStrictEqual([[], [], [], [...DATAGRAM]]);
      }),
    );
  });

  it('takes duplicates and overlaps for what they are', () => {
    const store = new FragmentStore();
    expect(add(store, 0, 16)).toBeUndefined();
    expect(add(store, 0, 16)).toBeUndefined();
    expect(add(store, 40, 64)).toBeUndefined();
    expect(add(store, 32, 56)).toBeUndefined();
    expect(bytesOf(add(store, 8, 40))).toStrictEqual([...DATAGRAM]);
  });

  it('never gives a datagram with a gap', () => {
    for (const missing of PIECES) {
      const store = new FragmentStore();
      const given = PIECES.filter((piece) => piece !== missing).map(([from, to]) => add(store, from, to));
      expect(given).toStrictEqual([undefined, undefined, undefined]);
    }
  });

  it('keeps datagrams apart by their key', () => {
    const store = new FragmentStore();
    add(store, 0, 32, 'a');
    add(store, 32, 64, 'b');
    expect(add(store, 0, 16, 'b')).toBeUndefined();
    expect(bytesOf(add(store, 32, 64, 'a'))).toHaveLength(64);
  });

  it('starts anew once a datagram is complete', () => {
    const store = new FragmentStore();
    add(store, 0, 32);
    expect(add(store, 32, 64)).toBeDefined();
    expect(add(store, 32, 64)).toBeUndefined();
    expect(add(store, 0, 32)).toBeDefined();
  });

  it('keeps the headers of a datagram, not its payload', () => {
    const large = new Uint8Array(4000).fill(7);
    const store = new FragmentStore();
    add(store, 1480, 4000, 'a', large);
    expect(bytesOf(add(store, 0, 1480, 'a', large))).toHaveLength(512);
  });

  it('forgets the oldest of more than 4096 datagrams', () => {
    const store = new FragmentStore();
    for (let i = 0; i < 4097; i += 1) add(store, 0, 32, String(i));
    expect(add(store, 32, 64, '0')).toBeUndefined();
    expect(add(store, 32, 64, '2')).toBeDefined();
    expect(add(store, 32, 64, '4096')).toBeDefined();
  });

  it('gives up a datagram in hundreds of pieces with gaps between them', () => {
    const large = new Uint8Array(8000);
    const store = new FragmentStore();
    for (let i = 0; i < 257; i += 1) add(store, i * 16, i * 16 + 8, 'a', large);
    expect(add(store, 0, 8000, 'a', large)).toBeDefined(); // alone it is whole, as nothing is left of the pieces
    add(store, 8, 8000, 'a', large);
    expect(add(store, 0, 8, 'a', large)).toBeDefined();
  });
});

import { describe, expect, it } from 'vitest';
import { ByteWindow } from './byte-window.ts';

const held = (window: ByteWindow): number[] => [...window.bytes.subarray(window.start, window.end)];

describe('ByteWindow', () => {
  it('tells the offset in the capture of the next byte, whatever was moved in memory', () => {
    const window = new ByteWindow(new Uint8Array(8));
    for (let i = 0; i < 100; i += 3) {
      window.append(Uint8Array.of(i, i + 1, i + 2));
      expect(window.offset).toBe(i);
      expect(held(window)).toStrictEqual([i, i + 1, i + 2]);
      window.skip(3);
    }
  });

  it('grows where more is held than fits', () => {
    const window = new ByteWindow(new Uint8Array(4));
    for (let i = 0; i < 50; i += 1) window.append(Uint8Array.of(i));
    expect(held(window)).toStrictEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(window.view.getUint8(window.start + 49)).toBe(49);
  });

  it('drops bytes that were skipped before they came, without holding them', () => {
    const window = new ByteWindow(new Uint8Array(16));
    window.append(Uint8Array.of(1, 2));
    window.skip(10_000_000_005);
    expect([window.available, window.owed, window.offset]).toStrictEqual([0, 10_000_000_003, 10_000_000_005]);
    for (let i = 0; i < 3; i += 1) window.append(new Uint8Array(1000));
    expect([window.owed, window.bytes.length]).toStrictEqual([10_000_000_003 - 3000, 16]);
  });

  it('keeps what follows the skipped bytes in the same chunk', () => {
    const window = new ByteWindow(new Uint8Array(16));
    window.skip(3);
    window.append(Uint8Array.of(1, 2, 3, 4, 5));
    expect([held(window), window.offset]).toStrictEqual([[4, 5], 3]);
  });

  it('goes on in other memory with what is left', () => {
    const window = new ByteWindow(new Uint8Array(8));
    window.append(Uint8Array.of(1, 2, 3));
    window.skip(2);
    const target = new Uint8Array(4);
    window.moveTo(target);
    window.append(Uint8Array.of(4, 5, 6));
    expect([window.bytes === target, held(window), window.offset]).toStrictEqual([true, [3, 4, 5, 6], 2]);
  });

  it('does not go on in memory that has no room for what is left', () => {
    const window = new ByteWindow(new Uint8Array(8));
    window.append(Uint8Array.of(1, 2, 3));
    window.moveTo(new Uint8Array(2));
    expect([held(window), window.offset]).toStrictEqual([[1, 2, 3], 0]);
  });

  it('takes bytes read straight into it as it takes chunks', () => {
    const window = new ByteWindow(new Uint8Array(16));
    window.skip(3);
    window.room().set([1, 2, 3, 4, 5]);
    window.filled(5);
    expect([held(window), window.offset]).toStrictEqual([[4, 5], 3]);
    window.room().set([6]);
    window.filled(1);
    expect(held(window)).toStrictEqual([4, 5, 6]);
  });

  it('always has room to read into', () => {
    const window = new ByteWindow(new Uint8Array(16));
    for (let i = 0; i < 10; i += 1) {
      const room = window.room();
      expect(room.length).toBeGreaterThan(0);
      window.filled(room.length);
    }
  });

  it('tells where the capture ends if bytes that were skipped never come', () => {
    const window = new ByteWindow(new Uint8Array(16));
    window.append(Uint8Array.of(1, 2));
    window.skip(1000);
    window.ended = true;
    expect([window.offset, window.owed]).toStrictEqual([2, 998]);
  });
});

import { describe, expect, it } from 'vitest';
import { hex, join } from '../testing/bytes.ts';
import { detectFormat, isCapture } from './detect.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('detectFormat', () => {
  it.each([
    ['a1b2c3d4', 'pcap'],
    ['d4c3b2a1', 'pcap'],
    ['a1b23c4d', 'pcap'],
    ['4d3cb2a1', 'pcap'],
    ['a1b2cd34', 'pcap'], // Kuznetzov's
    ['34cdb2a1', 'pcap'],
    ['1c0001ac', 'pcap'], // Ixia, hardware
    ['ab01001c', 'pcap'], // Ixia, software
    ['0a0d0d0a', 'pcapng'],
    ['736e6f6f70000000', 'snoop'],
  ])('knows a capture by its first bytes %s', (magic, format) => {
    const head = join(magic, '020004');
    expect(detectFormat(head)).toStrictEqual({ kind: 'capture', format });
    expect(isCapture(head)).toBe(true);
  });

  it('knows gzip by two bytes', () => {
    expect(detectFormat(hex('1f8b'))).toStrictEqual({ kind: 'gzip' });
  });

  it.each([
    ['28b52ffd', 'a frame'],
    ['502a4d18', 'a skippable frame'],
    ['5f2a4d18 04000000', 'the last kind of skippable frame'],
  ])('knows zstd by %s, %s', (bytes) => {
    expect(detectFormat(hex(bytes))).toStrictEqual({ kind: 'zstd' });
  });

  it.each(['4f2a4d18', '602a4d18', '28b52ffe', '28b52f'])('does not take %s for zstd', (bytes) => {
    expect(detectFormat(hex(bytes)).kind).toBe('other');
  });

  it.each(['', '00', 'a1b2c3', '736e6f6f70000001', '00000000000000000000000000000000', 'ff', 'fffe', 'c3'])(
    'has no name for %j',
    (bytes) => {
      expect(detectFormat(hex(bytes))).toStrictEqual({ kind: 'other' });
    },
  );

  it('reads its bytes where a view starts inside a larger buffer', () => {
    expect(detectFormat(hex('ffff d4c3b2a1').subarray(2))).toStrictEqual({ kind: 'capture', format: 'pcap' });
  });

  it('looks at no more than 512 bytes of what is no capture', () => {
    const text = latin1('x'.repeat(512));
    expect(detectFormat(join(text, '00'))).toStrictEqual(detectFormat(text));
  });
});

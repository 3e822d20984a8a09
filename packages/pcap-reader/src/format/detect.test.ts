import { describe, expect, it } from 'vitest';
import { hex, join } from '../testing/bytes.ts';
import { detectFormat } from './detect.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('detectFormat', () => {
  it.each([
    ['a1b2c3d4', 'pcap'],
    ['d4c3b2a1', 'pcap'],
    ['a1b23c4d', 'pcap'],
    ['4d3cb2a1', 'pcap'],
    ['0a0d0d0a', 'pcapng'],
  ])('knows a capture by its first bytes %s', (magic, format) => {
    expect(detectFormat(join(magic, '020004'))).toStrictEqual({ kind: 'capture', format });
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

  it.each([
    ['a1b2cd34 0002', 'pcap with modified record headers', 'editcap'],
    ['736e6f6f70000000 00000002', 'Solaris snoop', 'editcap'],
    ['47 4d 42 55 02', 'Microsoft NetMon 2', 'editcap'],
    ['fd377a585a00', 'xz', 'xz -d'],
    ['504b0304', 'a zip archive', 'unpack'],
  ])('names another format, %s, and what to do about it', (bytes, name, hint) => {
    const detected = detectFormat(hex(bytes));
    expect(detected).toMatchObject({ kind: 'other', name });
    expect(detected.kind === 'other' ? detected.hint : '').toContain(hint);
  });

  it.each([
    '<!DOCTYPE html>',
    '<html lang="en">',
    '\r\n <HTML><head>',
    '<?xml version=',
    '\xef\xbb\xbf<!doctype',
  ])('takes %j for a page saved in place of a capture', (text) => {
    expect(detectFormat(latin1(text))).toMatchObject({ name: 'an HTML or XML page' });
  });

  it('takes printable bytes for text', () => {
    expect(detectFormat(latin1('file,role\r\na,b'))).toMatchObject({ kind: 'other', name: 'text' });
  });

  it.each(['', '00', 'a1b2c3', '00000000000000000000000000000000', 'ff'])('has no name for %j', (bytes) => {
    expect(detectFormat(hex(bytes))).toStrictEqual({ kind: 'other' });
  });

  it('reads its bytes where a view starts inside a larger buffer', () => {
    expect(detectFormat(hex('ffff d4c3b2a1').subarray(2))).toStrictEqual({ kind: 'capture', format: 'pcap' });
  });
});

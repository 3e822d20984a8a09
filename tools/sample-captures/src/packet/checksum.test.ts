import { describe, expect, it } from 'vitest';
import { octets } from './bytes.ts';
import { internetChecksum } from './checksum.ts';

describe('internetChecksum', () => {
  it('agrees with the worked example of RFC 1071, section 3', () => {
    expect(internetChecksum(octets(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7))).toBe(0xffff - 0xddf2);
  });

  it('pads an odd byte with zero on the right', () => {
    expect(internetChecksum(octets(0x12))).toBe(0xffff - 0x1200);
  });
});

import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const SLIP = 8;

describe('decodeSlip', () => {
  it('reads the packet behind direction and compression', () => {
    const packet = join('00 45', new Uint8Array(14), ipv4({ protocol: 17 }, udp(1, 53)));
    expect(decodeOne(packet, SLIP).destinationPort[0]).toBe(53);
  });

  it('counts a cut header as damage', () => {
    expect(decodeOne(new Uint8Array(15), SLIP).damage[0]).toBe(Damage.LinkTruncated);
  });
});

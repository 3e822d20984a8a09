import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DESTINATION_MAC, MACS, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const TOKEN_RING = 6;
const PACKET = join('aaaa03 000000 0800', ipv4({ protocol: 17 }, udp(1, 53)));

describe('decodeTokenRing', () => {
  it('reads addresses and the packet behind LLC', () => {
    const batch = decodeOne(join('10 40', MACS, PACKET), TOKEN_RING);
    expect(batch.destinationMac[0]).toBe(DESTINATION_MAC);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('steps over a source route, and takes its mark off the address', () => {
    const routed = join('10 40 02000000000b 82000000000a', '06 30 0011 0020', PACKET); // a route of six bytes
    const batch = decodeOne(routed, TOKEN_RING);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('leaves frames of the ring itself alone', () => {
    expect(decodeOne(join('10 00', MACS, PACKET), TOKEN_RING).ipVersion[0]).toBe(0);
  });

  it('counts a cut header or route as damage', () => {
    expect(decodeOne(join('10 40', MACS).subarray(0, 13), TOKEN_RING).damage[0]).toBe(Damage.LinkTruncated);
    const routed = join('10 40 02000000000b 82000000000a');
    expect(decodeOne(routed, TOKEN_RING).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join(routed, '06 30'), TOKEN_RING).damage[0]).toBe(Damage.LinkTruncated);
  });
});

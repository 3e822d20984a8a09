import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { Damage } from '../protocol.ts';
import { ipv4, ipv6, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const DATAGRAM = udp(40_000, 53);

describe('decodeRawIp', () => {
  it.each([12, 14, 101, 228])('reads IPv4 on link type %i', (linkType) => {
    const batch = decodeOne(ipv4({ protocol: 17 }, DATAGRAM), linkType);
    expect([batch.ipVersion[0], batch.destinationPort[0], batch.sourceMac[0]]).toStrictEqual([4, 53, NO_MAC]);
  });

  it.each([12, 14, 101, 229])('reads IPv6 on link type %i', (linkType) => {
    const batch = decodeOne(ipv6(17, DATAGRAM), linkType);
    expect([batch.ipVersion[0], batch.destinationPort[0], batch.etherType[0]]).toStrictEqual([6, 53, 0]);
  });

  it.each([
    ['IPv6 where IPv4 is promised', 228, ipv6(17, DATAGRAM), Damage.Ipv4Malformed],
    [
      'IPv4 where IPv6 is promised',
      229,
      ipv4({ protocol: 17 }, udp(40_000, 53, '00'.repeat(20))),
      Damage.Ipv6Malformed,
    ],
  ])('does not take %s', (_, linkType, packet, damage) => {
    const batch = decodeOne(packet, linkType);
    expect([batch.damage[0], batch.ipVersion[0], batch.destinationPort[0]]).toStrictEqual([damage, 0, 0]);
  });

  it('is damaged where there is no byte', () => {
    expect(decodeOne(new Uint8Array(0), 101).damage[0]).toBe(Damage.LinkTruncated);
  });
});

import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, ipv6, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const OVER_IPV4 = ipv4({ protocol: 17 }, udp(40_000, 53));
const OVER_IPV6 = ipv6(17, udp(40_000, 53));

describe.each([
  ['null', 0],
  ['loop', 108],
])('a BSD %s link', (_, linkType) => {
  it.each([
    ['IPv4, little-endian', '02000000', OVER_IPV4, 4],
    ['IPv4, big-endian', '00000002', OVER_IPV4, 4],
    ['IPv6 of NetBSD', '18000000', OVER_IPV6, 6],
    ['IPv6 of FreeBSD', '1c000000', OVER_IPV6, 6],
    ['IPv6 of macOS', '1e000000', OVER_IPV6, 6],
    ['IPv6 of macOS, big-endian', '0000001e', OVER_IPV6, 6],
    ['IPv4 by EtherType', '00000800', OVER_IPV4, 4],
    ['IPv6 by EtherType, little-endian', 'dd860000', OVER_IPV6, 6],
  ])('carries %s', (__, family, packet, version) => {
    const batch = decodeOne(join(family, packet), linkType);
    expect([batch.ipVersion[0], batch.destinationPort[0], batch.sourceMac[0]]).toStrictEqual([
      version,
      53,
      NO_MAC,
    ]);
  });

  it('leaves other families alone', () => {
    const batch = decodeOne(join('07000000', OVER_IPV4), linkType); // OSI
    expect([batch.ipVersion[0], batch.damage[0]]).toStrictEqual([0, Damage.None]);
  });

  it.each([0, 3])('is damaged where its header is cut to %i bytes', (length) => {
    expect(decodeOne(join('02000000').subarray(0, length), linkType).damage[0]).toBe(Damage.LinkTruncated);
  });
});

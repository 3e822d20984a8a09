import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ethernet, ipv4, ipv6, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const OVER_IPV4 = ipv4({ protocol: 17 }, udp(40_000, 53));
const OVER_IPV6 = ipv6(17, udp(40_000, 53));
/** PPPoE session 1: version and type, code, session, length (of no interest here). */
const SESSION = '11 00 0001 0000';

describe('PPPoE', () => {
  it.each([
    ['IPv4', '0021', OVER_IPV4, 4],
    ['IPv6', '0057', OVER_IPV6, 6],
  ])('carries %s', (_, protocol, packet, version) => {
    const batch = decodeOne(ethernet(0x8864, join(SESSION, protocol, packet)));
    expect([batch.ipVersion[0], batch.destinationPort[0], batch.etherType[0]]).toStrictEqual([
      version,
      53,
      0x8864,
    ]);
    expect(batch.protocols[0] & Protocol.Pppoe).toBe(Protocol.Pppoe);
  });

  it('carries negotiations too, which are left alone', () => {
    const batch = decodeOne(ethernet(0x8864, join(SESSION, 'c021', '01010004'))); // LCP
    expect([batch.ipVersion[0], batch.damage[0]]).toStrictEqual([0, Damage.None]);
  });

  it('is damaged where its header is cut', () => {
    expect(decodeOne(ethernet(0x8864, '11 00 0001 0000 00')).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('MPLS', () => {
  it.each([
    ['IPv4', OVER_IPV4, 4],
    ['IPv6', OVER_IPV6, 6],
  ])('carries %s below its last label', (_, packet, version) => {
    // label 16, then label 17 with the bottom-of-stack bit; TTL 64
    const batch = decodeOne(ethernet(0x8847, join('00010040 00011140', packet)));
    expect([batch.ipVersion[0], batch.destinationPort[0]]).toStrictEqual([version, 53]);
    expect(batch.protocols[0] & Protocol.Mpls).toBe(Protocol.Mpls);
  });

  it('may carry what is no IP packet', () => {
    const batch = decodeOne(ethernet(0x8848, '00011140 00000000'));
    expect([batch.ipVersion[0], batch.damage[0]]).toStrictEqual([0, Damage.None]);
  });

  it.each(['', '000100', '00010040', '00010040 0001'])(
    'is damaged where its labels end at "%s"',
    (labels) => {
      expect(decodeOne(ethernet(0x8847, labels)).damage[0]).toBe(Damage.LinkTruncated);
    },
  );
});

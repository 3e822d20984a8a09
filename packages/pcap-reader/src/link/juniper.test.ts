import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DNS_QUERY, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const MLPPP = 130;
const ATM2 = 135;
const ATM1 = 137;
const ETHERNET = 178;
const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const OUTGOING = '4d4743 00';
const INCOMING = '4d4743 01';
const STRIPPED = '4d4743 02';

describe('decodeJuniper', () => {
  it.each([
    ['GGSN', 133, `${OUTGOING} 0200 0000`],
    ['services, outgoing', 136, `${OUTGOING} ${'00'.repeat(12)}`],
    ['services, incoming', 136, `${INCOMING} ${'00'.repeat(16)}`],
    ['monitor', 164, `${OUTGOING} ${'00'.repeat(8)}`],
    ['PPPoE over ATM', 168, `${OUTGOING} 0800`],
    ['PPP', 179, `${OUTGOING} ff03 0021`],
    ['frame relay', 180, `${OUTGOING} 1841 03 cc`],
    ['Cisco HDLC', 181, `${OUTGOING} 0f00 0800`],
    ['voice', 183, `${OUTGOING} ${'00'.repeat(18)}`],
    ['ATM1, IP at once', ATM1, `${INCOMING} 00000000`],
    ['ATM1, LLC', ATM1, `${INCOMING} 00000000 aaaa03 000000 0800`],
    ["ATM1, Cisco's identifier", ATM1, `${INCOMING} 00000000 03 cc`],
    ['ATM2, IP at once', ATM2, `${INCOMING} 0000000000000000`],
    ['ATM2, PPP', ATM2, `${INCOMING} 0000000000000000 0021`],
    ['a bundle without a cookie', MLPPP, `${OUTGOING} 0021`],
    ['a bundle with a short cookie', MLPPP, `${OUTGOING} 54000000`],
    ['a bundle with a long cookie', 134, `${OUTGOING} 4300000000000000`],
  ])('reads IP of %s', (_, linkType, header) => {
    const batch = decodeOne(join(header, DATAGRAM), linkType);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('reads Ethernet, also behind extensions and bridged over ATM', () => {
    expect(decodeOne(join(OUTGOING, DNS_QUERY), ETHERNET).sourceMac[0]).toBe(SOURCE_MAC);
    const extended = join('4d4743 81 0006 010101 060101', DNS_QUERY); // six bytes of extensions
    expect(decodeOne(extended, ETHERNET).sourceMac[0]).toBe(SOURCE_MAC);
    const bridged = join(OUTGOING, '0000000100000000', DNS_QUERY); // a gap count says that it is Ethernet
    expect(decodeOne(bridged, ATM2).sourceMac[0]).toBe(SOURCE_MAC);
  });

  it.each([
    ['IP', '02000000', ''],
    ['MPLS', '05000000', '00001140'],
    ['PPP', 'c8000000', '0021'],
    ['LLC', 'cb000000', 'aaaa03 000000 0800'],
  ])('reads %s where the link header was taken off', (_, protocol, header) => {
    const batch = decodeOne(join(STRIPPED, protocol, header, DATAGRAM), ETHERNET);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('leaves maintenance cells alone', () => {
    expect(decodeOne(join(INCOMING, '80000000', DATAGRAM), ATM1).ipVersion[0]).toBe(0);
    expect(decodeOne(join(INCOMING, '0000000000000010', DATAGRAM), ATM2).ipVersion[0]).toBe(0);
  });

  it('counts a cut or foreign header as damage', () => {
    expect(decodeOne(join('4d4743'), ETHERNET).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('4d4743 80 00'), ETHERNET).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('4d4743 80 ffff', DNS_QUERY), ETHERNET).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join(INCOMING, '00'), ATM1).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join(INCOMING, '00'), ATM2).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join(STRIPPED, '02'), ETHERNET).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('000000 00', DNS_QUERY), ETHERNET).damage[0]).toBe(Damage.LinkMalformed);
  });
});

import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DNS_QUERY, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const USER2 = 149;
const PPI = 192;
const PKTAP = 258;

const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const DATA_FRAME = join('0801 0000 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800', DATAGRAM);

/** A PKTAP header of 108 bytes of a packet (record type 1) on a link. */
const pktap = (linkType: string, recordType = '01000000'): Uint8Array =>
  join('6c000000', recordType, linkType, new Uint8Array(96));

describe('decodePpi', () => {
  it('reads packets of the link type that it names', () => {
    const ethernet = decodeOne(join('00 00 0800 01000000', DNS_QUERY), PPI);
    expect(ethernet.sourceMac[0]).toBe(SOURCE_MAC);
    expect(ethernet.destinationPort[0]).toBe(53);
    expect(decodeOne(join('00 00 0800 65000000', DATAGRAM), PPI).destinationPort[0]).toBe(53);
    expect(decodeLast(join('00 00 0800 01000000', DNS_QUERY), PPI).udpDestinationPort[0]).toBe(53);
  });

  it('steps over fields, and knows from one that a checksum is at the end or wrong', () => {
    const fields = (flags: string): string => `0200 1400 0000000000000000 ${flags} ${'00'.repeat(10)}`;
    const header = (flags: string): Uint8Array => join('00 00 2000 69000000', fields(flags));
    expect(decodeOne(join(header('0100'), DATA_FRAME, '00000000'), PPI).destinationPort[0]).toBe(53);
    expect(decodeOne(join(header('0400'), DATA_FRAME), PPI).damage[0]).toBe(Damage.LinkChecksumWrong);
  });

  it('knows no header inside a header, and no link that nobody knows', () => {
    const nested = join('00 00 0800 c0000000', '00 00 0800 01000000', DNS_QUERY);
    expect(decodeOne(nested, PPI).damage[0]).toBe(Damage.UnknownLinkType);
    expect(decodeOne(join('00 00 0800 93000000', DNS_QUERY), PPI).damage[0]).toBe(Damage.UnknownLinkType);
  });

  it('counts a cut or contradictory header as damage', () => {
    expect(decodeOne(join('00 00 0800 010000'), PPI).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('00 00 ffff 01000000', DNS_QUERY), PPI).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('00 00 0700 01000000', DNS_QUERY), PPI).damage[0]).toBe(Damage.LinkMalformed);
  });
});

describe('decodePkTap', () => {
  it('reads packets of the link type that it names', () => {
    expect(decodeOne(join(pktap('01000000'), DNS_QUERY), PKTAP).sourceMac[0]).toBe(SOURCE_MAC);
    expect(decodeOne(join(pktap('0c000000'), DATAGRAM), PKTAP).destinationPort[0]).toBe(53);
  });

  it('leaves records that hold no packet alone', () => {
    const batch = decodeOne(join(pktap('01000000', '02000000'), DNS_QUERY), PKTAP);
    expect(batch.ipVersion[0]).toBe(0);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('counts a cut or contradictory header as damage', () => {
    expect(decodeOne(pktap('01000000').subarray(0, 11), PKTAP).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(pktap('01000000').subarray(0, 90), PKTAP).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('04000000 01000000 01000000'), PKTAP).damage[0]).toBe(Damage.LinkMalformed);
  });
});

describe('decodeUser2', () => {
  it('knows PKTAP under the number that macOS used', () => {
    expect(decodeOne(join(pktap('01000000'), DNS_QUERY), USER2).sourceMac[0]).toBe(SOURCE_MAC);
  });

  it('does not guess what else it may be', () => {
    expect(decodeOne(DNS_QUERY, USER2).damage[0]).toBe(Damage.UnknownLinkType);
    expect(decodeOne(join(pktap('93000000'), DNS_QUERY), USER2).damage[0]).toBe(Damage.UnknownLinkType);
  });
});

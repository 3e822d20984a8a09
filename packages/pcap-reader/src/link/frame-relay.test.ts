import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DESTINATION_MAC, DNS_QUERY, ipv4, ipv6, tcp, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const SEGMENT = ipv6(6, tcp(1, 80));
const FRAME_RELAY = 107;
const FRAME_RELAY_WITH_DIRECTION = 206;

describe('decodeFrameRelay', () => {
  it.each([
    ['an address of two bytes', '1841 03 cc'],
    ['an address of three bytes', '1840 01 03 cc'],
    ['an address of four bytes', '1840 00 01 03 cc'],
    ['padding in front of the identifier', '1841 03 00 cc'],
    ['a SNAP header', '1841 03 00 80 000000 0800'],
    ["Cisco's encapsulation", '1841 0800'],
    ['PPP', '1841 03 cf 0021'],
  ])('reads IPv4 behind %s', (_, header) => {
    const batch = decodeOne(join(header, DATAGRAM), FRAME_RELAY);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(batch.destinationPort[0]).toBe(53);
    expect(decodeLast(join(header, DATAGRAM), FRAME_RELAY).udpDestinationPort[0]).toBe(53);
  });

  it('reads IPv6', () => {
    expect(decodeOne(join('1841 03 8e', SEGMENT), FRAME_RELAY).destinationPort[0]).toBe(80);
  });

  it('reads a bridged Ethernet frame', () => {
    const batch = decodeOne(join('1841 03 00 80 0080c2 0007', DNS_QUERY), FRAME_RELAY);
    expect(batch.destinationMac[0]).toBe(DESTINATION_MAC);
    expect(batch.destinationPort[0]).toBe(53);
    expect(batch.protocols[0] & Protocol.Tunnel).toBe(0); // it is what the link carries
  });

  it('tells an EtherType only where there is one', () => {
    expect(decodeOne(join('1841 0800', DATAGRAM), FRAME_RELAY).etherType[0]).toBe(0x0800);
    expect(decodeOne(join('1841 03 cc', DATAGRAM), FRAME_RELAY).innerEtherType[0]).toBe(0);
  });

  it('steps over a byte that tells the direction', () => {
    const batch = decodeOne(join('01 1841 03 cc', DATAGRAM), FRAME_RELAY_WITH_DIRECTION);
    expect(batch.destinationPort[0]).toBe(53);
    expect(decodeOne(join(''), FRAME_RELAY_WITH_DIRECTION).damage[0]).toBe(Damage.LinkTruncated);
  });

  it.each(['', '18', '1841', '1841 03', '1841 03 00', '1841 03 80 0000', '1840 00'])(
    'counts a header cut to "%s" as damage',
    (bytes) => {
      expect(decodeOne(join(bytes), FRAME_RELAY).damage[0]).toBe(Damage.LinkTruncated);
    },
  );

  it('counts an address of one byte, or of five, as damage', () => {
    expect(decodeOne(join('19 03 cc', DATAGRAM), FRAME_RELAY).damage[0]).toBe(Damage.LinkMalformed);
    expect(decodeOne(join('18 00 00 00 01 03 cc', DATAGRAM), FRAME_RELAY).damage[0]).toBe(
      Damage.LinkMalformed,
    );
  });
});

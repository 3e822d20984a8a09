import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const ARCNET_BSD = 7;
const ARCNET_LINUX = 129;
const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const ARP = '0007 0800 01 04 0001 01 c0000201 00 c0000202'; // hardware addresses of one byte

describe('decodeArcnetLinux', () => {
  it.each([
    ['RFC 1051', 'f0'],
    ['RFC 1201', 'd4 00 0001'],
    ['RFC 1201, of an awkward length', 'd4 ff ffff d4 00 0001'],
    ['RFC 1201, the first of two fragments', 'd4 01 0001'],
  ])('reads IPv4 by %s', (_, header) => {
    const packet = join('01 02 00fc', header, DATAGRAM);
    expect(decodeOne(packet, ARCNET_LINUX).destinationPort[0]).toBe(53);
    expect(decodeLast(packet, ARCNET_LINUX).udpDestinationPort[0]).toBe(53);
  });

  it('reads ARP by RFC 1051 and RFC 1201', () => {
    for (const header of ['f1', 'd5 00 0001']) {
      const batch = decodeOne(join('01 02 00fc', header, ARP), ARCNET_LINUX);
      expect(batch.arpOpcode[0]).toBe(1);
      expect(batch.protocols[0]).toBe(Protocol.Arp);
    }
  });

  it('leaves later fragments and other protocols alone', () => {
    expect(decodeOne(join('01 02 00fc d4 02 0001', DATAGRAM), ARCNET_LINUX).ipVersion[0]).toBe(0);
    expect(decodeOne(join('01 02 00fc dd', DATAGRAM), ARCNET_LINUX).ipVersion[0]).toBe(0);
  });

  it.each(['', '01 02 00fc', '01 02 00fc d4 00'])('counts a header cut to "%s" as damage', (bytes) => {
    expect(decodeOne(join(bytes), ARCNET_LINUX).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('decodeArcnetBsd', () => {
  it('reads IPv4 right behind the addresses', () => {
    expect(decodeOne(join('01 02 d4 00 0001', DATAGRAM), ARCNET_BSD).destinationPort[0]).toBe(53);
  });
});

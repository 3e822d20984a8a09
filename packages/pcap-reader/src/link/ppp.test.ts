import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, ipv6, tcp, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const SEGMENT = ipv6(6, tcp(1, 80));
const LinkType = { Ppp: 9, PppHdlc: 50, Pppoe: 51, PppPppd: 166, PppWithDirection: 204 } as const;

describe('decodePppLink', () => {
  it.each([
    ['with address and control', 'ff03 0021'],
    ['without address and control', '0021'],
    ['with a protocol of one byte', 'ff03 21'],
  ])('reads IPv4 %s', (_, header) => {
    for (const linkType of [LinkType.Ppp, LinkType.PppHdlc]) {
      const batch = decodeOne(join(header, DATAGRAM), linkType);
      expect(batch.ipVersion[0]).toBe(4);
      expect(batch.destinationPort[0]).toBe(53);
      expect(batch.protocols[0]).toBe(Protocol.Ppp | Protocol.Ipv4 | Protocol.Udp);
    }
  });

  it('reads IPv6 and labelled packets', () => {
    expect(decodeOne(join('ff03 0057', SEGMENT), LinkType.Ppp).destinationPort[0]).toBe(80);
    const labelled = decodeOne(join('ff03 0281', '00001140', DATAGRAM), LinkType.Ppp); // label 1, bottom of the stack
    expect(labelled.destinationPort[0]).toBe(53);
    expect(labelled.protocols[0] & Protocol.Mpls).toBe(Protocol.Mpls);
  });

  it("takes Cisco's framing for what it is", () => {
    const batch = decodeOne(join('0f00 0800', DATAGRAM), LinkType.PppHdlc);
    expect(batch.etherType[0]).toBe(0x0800);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('leaves control packets alone', () => {
    const batch = decodeOne(join('ff03 c021 01010004'), LinkType.Ppp); // LCP configure request
    expect(batch.ipVersion[0]).toBe(0);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it.each(['', 'ff'])('counts a header cut to "%s" as damage', (bytes) => {
    expect(decodeOne(join(bytes), LinkType.Ppp).damage[0]).toBe(Damage.LinkTruncated);
  });

  it('gives the last headers too', () => {
    expect(decodeLast(join('ff03 0021', DATAGRAM), LinkType.Ppp).udpDestinationPort[0]).toBe(53);
  });
});

describe('PPP behind other headers', () => {
  it('steps over a byte that tells the direction', () => {
    expect(decodeOne(join('01 ff03 0021', DATAGRAM), LinkType.PppWithDirection).destinationPort[0]).toBe(53);
    expect(decodeOne(join(''), LinkType.PppWithDirection).damage[0]).toBe(Damage.LinkTruncated);
  });

  it('steps over the direction that pppd writes in place of the address', () => {
    expect(decodeOne(join('0103 0021', DATAGRAM), LinkType.PppPppd).destinationPort[0]).toBe(53);
  });

  it('reads a PPPoE session without Ethernet', () => {
    const batch = decodeOne(join('11 00 0001 001e 0021', DATAGRAM), LinkType.Pppoe);
    expect(batch.destinationPort[0]).toBe(53);
    expect(batch.protocols[0] & Protocol.Pppoe).toBe(Protocol.Pppoe);
  });
});

import { describe, expect, it } from 'vitest';
import { formatIp } from '../address.ts';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ethernet, ipv6, tcp, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const DATAGRAM = udp(5353, 5353);

/** An extension header of eight bytes: next header, no further units, padding. */
const extension = (next: string): string => `${next} 00 0104 00000000`;
/** A fragment header: next header, reserved, offset and flag, identification. */
const fragment = (next: string, offsetAndFlag: string): string => `${next} 00 ${offsetAndFlag} 00000007`;

describe('decodeIpv6', () => {
  it('reads every header field', () => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(17, DATAGRAM)));
    expect(batch.ipVersion[0]).toBe(6);
    expect(formatIp(6, batch.sourceIp, 0)).toBe('2001:db8::1');
    expect(formatIp(6, batch.destinationIp, 0)).toBe('2001:db8::2');
    expect([batch.ipProtocol[0], batch.hopLimit[0], batch.trafficClass[0]]).toStrictEqual([17, 255, 0x12]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv6 | Protocol.Udp);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('finds the protocol behind hop-by-hop, destination, routing and mobility headers', () => {
    const chain = join(
      extension('3c'), // hop-by-hop options, then destination options
      extension('2b'), // then routing
      '87 01 00 00 00000000 0000000000000000', // routing of 16 bytes, then mobility
      extension('06'), // then TCP
      tcp(443, 50_000),
    );
    const batch = decodeOne(ethernet(0x86dd, ipv6(0, chain)));
    expect(batch.ipProtocol[0]).toBe(6);
    expect([batch.sourcePort[0], batch.damage[0]]).toStrictEqual([443, Damage.None]);
  });

  it('reads ports in the first fragment only', () => {
    const first = decodeOne(ethernet(0x86dd, ipv6(44, join(fragment('11', '0001'), DATAGRAM))));
    expect([first.ipFlags[0], first.fragmentOffset[0], first.sourcePort[0]]).toStrictEqual([1, 0, 5353]);
    const second = decodeOne(ethernet(0x86dd, ipv6(44, join(fragment('11', '05a8'), DATAGRAM))));
    expect([second.ipFlags[0], second.fragmentOffset[0], second.sourcePort[0]]).toStrictEqual([0, 181, 0]);
    expect(second.ipProtocol[0]).toBe(17);
    expect(second.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv6 | Protocol.Fragment);
  });

  it('reads on to the end of the packet where the payload length is 0', () => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(17, DATAGRAM, 0)));
    expect(batch.udpLengthBytes[0]).toBe(8);
  });

  it('takes the bytes behind its payload length for padding', () => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(17, DATAGRAM, 5)));
    expect([batch.sourcePort[0], batch.damage[0]]).toStrictEqual([5353, Damage.UdpTruncated]);
  });

  it('has nothing behind "no next header"', () => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(59, DATAGRAM)));
    expect([batch.ipProtocol[0], batch.sourcePort[0], batch.damage[0]]).toStrictEqual([59, 0, Damage.None]);
  });

  it.each([0, 1, 39])('cut to %i bytes of header is damaged and tells no version', (length) => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(17, '').subarray(0, length)));
    expect(batch.damage[0]).toBe(Damage.Ipv6Truncated);
    expect(batch.ipVersion[0]).toBe(0);
  });

  it('of another version is malformed', () => {
    const batch = decodeOne(ethernet(0x86dd, join('41', ipv6(17, DATAGRAM).subarray(1))));
    expect(batch.damage[0]).toBe(Damage.Ipv6Malformed);
  });

  it.each([
    ['cut short', '11 00 0104 0000'],
    ['longer than the packet', '11 20 0104 00000000'],
  ])('with an extension header %s is damaged and tells its addresses', (_, bytes) => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(0, bytes)));
    expect(batch.damage[0]).toBe(Damage.Ipv6ExtensionTruncated);
    expect(formatIp(6, batch.sourceIp, 0)).toBe('2001:db8::1');
  });

  it('ends with the packet, however many extension headers it chains', () => {
    const batch = decodeOne(ethernet(0x86dd, ipv6(0, extension('00').repeat(8000))));
    expect(batch.damage[0]).toBe(Damage.Ipv6ExtensionTruncated);
  });
});

describe('length and identification of IPv6', () => {
  it('are those of header and payload, and of the fragment header', () => {
    const plain = decodeOne(ethernet(0x86dd, ipv6(17, udp(1, 2))));
    expect([plain.ipLengthBytes[0], plain.ipIdentification[0]]).toStrictEqual([48, 0]);
    const fragment = decodeOne(ethernet(0x86dd, ipv6(44, join('11 00 0001 89abcdef', udp(1, 2)))));
    expect(fragment.ipIdentification[0]).toBe(0x89abcdef);
  });

  it('are found in the jumbo option of a packet beyond 65,535 bytes', () => {
    const jumbo = ethernet(0x86dd, ipv6(0, join('11 00 c204 00011170', udp(1, 2)), 0)); // 70,000 bytes
    const batch = decodeOne(jumbo);
    expect(batch.ipLengthBytes[0]).toBe(70_040);
    expect(batch.destinationPort[0]).toBe(2);
    const padded = ethernet(0x86dd, ipv6(0, join('11 01 00 00 0100 c204 00011170 01 02 0000', udp(1, 2)), 0));
    expect(decodeOne(padded).ipLengthBytes[0]).toBe(70_040);
    const none = ethernet(0x86dd, ipv6(0, join('11 00 0104 00000000', udp(1, 2)), 0));
    expect(decodeOne(none).ipLengthBytes[0]).toBe(40);
  });
});

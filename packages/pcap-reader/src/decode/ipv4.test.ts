import { describe, expect, it } from 'vitest';
import { formatIp } from '../address.ts';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ethernet, ipv4, tcp, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const DATAGRAM = udp(40_000, 53, '0102');

describe('decodeIpv4', () => {
  it('reads every header field', () => {
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, flagsWord: 0x4000 }, DATAGRAM)));
    expect(batch.ipVersion[0]).toBe(4);
    expect(formatIp(4, batch.sourceIp, 0)).toBe('192.0.2.1');
    expect(formatIp(4, batch.destinationIp, 0)).toBe('192.0.2.2');
    expect(batch.ipProtocol[0]).toBe(17);
    expect(batch.hopLimit[0]).toBe(64);
    expect(batch.trafficClass[0]).toBe(0xb8);
    expect(batch.ipFlags[0]).toBe(2); // don't fragment
    expect(batch.fragmentOffset[0]).toBe(0);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Udp);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('finds the payload behind options', () => {
    // router alert, RFC 2113, then four bytes of no operation
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, options: '94040000 01010101' }, DATAGRAM)));
    expect([batch.sourcePort[0], batch.destinationPort[0]]).toStrictEqual([40_000, 53]);
  });

  it('takes the bytes behind its total length for padding', () => {
    const packet = join(ipv4({ protocol: 17, total: 24 }, DATAGRAM)); // the header and 4 bytes of UDP
    const batch = decodeOne(ethernet(0x0800, packet));
    expect([batch.sourcePort[0], batch.udpLengthBytes[0]]).toStrictEqual([40_000, 0]);
    expect(batch.damage[0]).toBe(Damage.UdpTruncated);
  });

  it('reads on to the end of the packet where segmentation offload left the total length 0', () => {
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 6, total: 0 }, tcp(443, 50_000))));
    expect(batch.tcpWindow[0]).toBe(64_240);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('reads ports in the first fragment only', () => {
    const first = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, flagsWord: 0x2000 }, DATAGRAM)));
    expect([first.ipFlags[0], first.fragmentOffset[0], first.destinationPort[0]]).toStrictEqual([1, 0, 53]);
    const second = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, flagsWord: 0x00b9 }, DATAGRAM)));
    expect([second.ipFlags[0], second.fragmentOffset[0], second.destinationPort[0]]).toStrictEqual([
      0, 185, 0,
    ]);
    expect(second.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Fragment);
    expect(second.damage[0]).toBe(Damage.None);
  });

  it.each([0, 1, 19])('cut to %i bytes of header is damaged and tells no version', (length) => {
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 17 }, '').subarray(0, length)));
    expect(batch.damage[0]).toBe(Damage.Ipv4Truncated);
    expect(batch.ipVersion[0]).toBe(0);
  });

  it('cut inside its options still tells its addresses', () => {
    const packet = ipv4({ protocol: 17, options: '94040000' }, '').subarray(0, 22);
    const batch = decodeOne(ethernet(0x0800, packet));
    expect(batch.damage[0]).toBe(Damage.Ipv4Truncated);
    expect(formatIp(4, batch.sourceIp, 0)).toBe('192.0.2.1');
  });

  it.each([
    ['of another version', '55'],
    ['shorter than a header can be', '44'],
  ])('%s is malformed', (_, firstByte) => {
    const packet = join(firstByte, ipv4({ protocol: 17 }, DATAGRAM).subarray(1));
    const batch = decodeOne(ethernet(0x0800, packet));
    expect(batch.damage[0]).toBe(Damage.Ipv4Malformed);
    expect(batch.ipVersion[0]).toBe(0);
  });

  it('with a total length below its header length is malformed', () => {
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, total: 19 }, DATAGRAM)));
    expect(batch.damage[0]).toBe(Damage.Ipv4Malformed);
    expect([batch.ipVersion[0], batch.destinationPort[0]]).toStrictEqual([4, 0]);
  });
});

describe('length and identification of IPv4', () => {
  it('are told as in the header', () => {
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, total: 1500 }, udp(1, 2))));
    expect([batch.ipLengthBytes[0], batch.ipIdentification[0]]).toStrictEqual([1500, 0x1234]);
    const offloaded = decodeOne(ethernet(0x0800, ipv4({ protocol: 17, total: 0 }, udp(1, 2))));
    expect(offloaded.ipLengthBytes[0]).toBe(0);
  });
});

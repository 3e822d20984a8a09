import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { ethernet, ipv4, ipv6, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';
import { join } from '../testing/bytes.ts';

describe('decodeIcmp and decodeIcmpv6', () => {
  it('read type and code, and nothing of the packet that an error quotes', () => {
    // port unreachable, checksum, unused, then the datagram that was sent to a closed port
    const error = join('03 03 0000 00000000', ipv4({ protocol: 17 }, udp(40_000, 9)));
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 1, source: 9 }, error)));
    expect([batch.icmpType[0], batch.icmpCode[0]]).toStrictEqual([3, 3]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Icmp);
    expect([batch.sourceIp[3] & 255, batch.destinationPort[0]]).toStrictEqual([9, 0]);
  });

  it('read a neighbor solicitation', () => {
    const solicitation = '87 00 0000 00000000 20010db8 00000000 00000000 00000002';
    const batch = decodeOne(ethernet(0x86dd, ipv6(58, solicitation)));
    expect([batch.icmpType[0], batch.icmpCode[0]]).toStrictEqual([135, 0]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv6 | Protocol.Icmpv6);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it.each(['', '08', '080000'])('are damaged where they are cut to "%s"', (bytes) => {
    const batch = decodeOne(ethernet(0x0800, ipv4({ protocol: 1 }, bytes)));
    expect(batch.damage[0]).toBe(Damage.IcmpTruncated);
    expect(batch.icmpType[0]).toBe(0);
  });
});

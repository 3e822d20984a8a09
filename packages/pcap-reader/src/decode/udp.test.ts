import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { ethernet, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const over = (datagram: Uint8Array): Uint8Array => ethernet(0x0800, ipv4({ protocol: 17 }, datagram));

describe('decodeUdp', () => {
  it('reads ports and the declared length', () => {
    const batch = decodeOne(over(udp(40_000, 53, '0102030405')));
    expect([batch.sourcePort[0], batch.destinationPort[0]]).toStrictEqual([40_000, 53]);
    expect(batch.udpLengthBytes[0]).toBe(13);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Udp);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it.each([0, 1, 3])('cut to %i bytes tells nothing', (length) => {
    const batch = decodeOne(over(udp(40_000, 53).subarray(0, length)));
    expect(batch.damage[0]).toBe(Damage.UdpTruncated);
    expect(batch.protocols[0] & Protocol.Udp).toBe(0);
  });

  it.each([4, 7])('cut to %i bytes tells its ports', (length) => {
    const batch = decodeOne(over(udp(40_000, 53).subarray(0, length)));
    expect(batch.damage[0]).toBe(Damage.UdpTruncated);
    expect([batch.destinationPort[0], batch.udpLengthBytes[0]]).toStrictEqual([53, 0]);
  });
});

describe('the payload of a datagram', () => {
  it('is as long as its own header declares, whatever was captured', () => {
    const over = (datagram: Uint8Array | string): Uint8Array =>
      ethernet(0x0800, ipv4({ protocol: 17 }, datagram));
    expect(decodeOne(over(udp(1, 2, '00'.repeat(5)))).payloadLengthBytes[0]).toBe(5);
    expect(decodeOne(over('0001 0002 0408 0000')).payloadLengthBytes[0]).toBe(1024);
    expect(decodeOne(over('0001 0002 0007 0000')).payloadLengthBytes[0]).toBe(0); // shorter than the header itself
    expect(decodeOne(over('0001 0002 0000 0000 010203')).payloadLengthBytes[0]).toBe(3); // left to IP
  });
});

import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ethernet, ipv4, ipv6, tcp, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const over = (protocol: number, payload: string | Uint8Array): Uint8Array =>
  ethernet(0x0800, ipv4({ protocol }, payload));

/** Authentication Header of 24 bytes: next header, length in words less 2, reserved, SPI, sequence, 12 bytes of proof. */
const authentication = (next: string): string => `${next} 04 0000 00000001 00000001 000000000000000000000000`;

describe('decodeIpPayload', () => {
  it('reads the protocol type of GRE, and nothing of what is inside', () => {
    const batch = decodeOne(over(47, join('0000 0800', ipv4({ protocol: 17 }, udp(1, 2)))));
    expect(batch.greProtocol[0]).toBe(0x0800);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Gre);
  });

  it('is damaged where GRE is cut', () => {
    expect(decodeOne(over(47, '000008')).damage[0]).toBe(Damage.GreTruncated);
  });

  it('knows ESP, whose inside is encrypted', () => {
    const batch = decodeOne(over(50, '00000001 00000001 deadbeef'));
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Esp);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(decodeOne(over(50, '00000001 000000')).damage[0]).toBe(Damage.EspTruncated);
  });

  it('finds what an authentication header authenticates', () => {
    const batch = decodeOne(over(51, join(authentication('06'), tcp(179, 50_000))));
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Ah | Protocol.Tcp);
    expect([batch.ipProtocol[0], batch.sourcePort[0]]).toStrictEqual([51, 179]);
    const inIpv6 = decodeOne(ethernet(0x86dd, ipv6(51, join(authentication('06'), tcp(179, 50_000)))));
    expect(inIpv6.sourcePort[0]).toBe(179);
  });

  it('follows one authentication header only', () => {
    const batch = decodeOne(over(51, join(authentication('33').repeat(3), tcp(179, 50_000))));
    expect([batch.sourcePort[0], batch.damage[0]]).toStrictEqual([0, Damage.None]);
  });

  it.each([
    ['cut', authentication('06').slice(0, 22)],
    ['longer than the packet', '06 ff 0000 00000001 00000001'],
  ])('is damaged where an authentication header is %s', (_, bytes) => {
    expect(decodeOne(over(51, bytes)).damage[0]).toBe(Damage.AhTruncated);
  });

  it('knows SCTP by its number', () => {
    expect(decodeOne(over(132, '')).protocols[0] & Protocol.Sctp).toBe(Protocol.Sctp);
  });

  it('leaves the protocols it does not know alone', () => {
    const batch = decodeOne(over(89, '0201002c')); // OSPF hello
    expect([batch.ipProtocol[0], batch.damage[0]]).toStrictEqual([89, Damage.None]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4);
  });

  it('does not look into a packet inside a packet', () => {
    const batch = decodeOne(over(4, ipv4({ protocol: 17, source: 77 }, udp(1, 2))));
    expect([batch.sourceIp[3] & 255, batch.ipProtocol[0], batch.sourcePort[0]]).toStrictEqual([1, 4, 0]);
  });
});

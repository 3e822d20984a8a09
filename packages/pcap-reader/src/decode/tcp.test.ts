import { describe, expect, it } from 'vitest';
import { NO_WINDOW_SCALE } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ethernet, ipv4, tcp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const over = (segment: string | Uint8Array): Uint8Array => ethernet(0x0800, ipv4({ protocol: 6 }, segment));

describe('decodeTcp', () => {
  it('reads ports, flags and window', () => {
    const batch = decodeOne(over(tcp(443, 50_000)));
    expect([batch.sourcePort[0], batch.destinationPort[0]]).toStrictEqual([443, 50_000]);
    expect([batch.tcpFlags[0], batch.tcpWindow[0]]).toStrictEqual([0x012, 64_240]);
    expect([batch.tcpMss[0], batch.tcpWindowScale[0], batch.tcpOptionOrder[0]]).toStrictEqual([
      0,
      NO_WINDOW_SCALE,
      0,
    ]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Tcp);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('reads all twelve flag bits', () => {
    // ports, numbers, data offset 5 with three reserved bits and NS set, all eight other flags, window 1
    const segment = '0050 c350 00000000 00000000 5f ff 0001 00000000';
    expect(decodeOne(over(segment)).tcpFlags[0]).toBe(0xfff);
  });

  it('reads segment size, window scale and the order of the options', () => {
    // MSS 1460, SACK permitted, timestamps, no operation, window scale 7: as Linux sends them
    const options = '020405b4 0402 080a 00000001 00000000 01 030307';
    const batch = decodeOne(over(tcp(50_000, 443, options)));
    expect([batch.tcpMss[0], batch.tcpWindowScale[0]]).toStrictEqual([1460, 7]);
    expect(batch.tcpOptionOrder[0]).toBe(0x31842);
  });

  it('writes the kinds of eight options, those above 14 as 15, and none behind the end of options', () => {
    const nine = '1e04 0000' + '01'.repeat(7) + '0402' + '000000'; // MPTCP, seven no operations, SACK permitted
    expect(decodeOne(over(tcp(1, 2, nine))).tcpOptionOrder[0]).toBe(0x1111_111f);
    expect(decodeOne(over(tcp(1, 2, '01 00 0402'))).tcpOptionOrder[0]).toBe(0x1);
  });

  it.each([
    ['of length 0', '02000000'],
    ['of length 1', '02010000'],
    ['longer than the header', '02080000'],
    ['without a length', '01010102'],
  ])('with an option %s is malformed and tells what stands before it', (_, options) => {
    const batch = decodeOne(over(tcp(443, 50_000, `030309 01 ${options}`)));
    expect(batch.damage[0]).toBe(Damage.TcpMalformed);
    expect([batch.tcpWindowScale[0], batch.tcpWindow[0], batch.tcpMss[0]]).toStrictEqual([9, 64_240, 0]);
  });

  it('with a segment size of a wrong length has none', () => {
    expect(decodeOne(over(tcp(1, 2, '0205 05b4 00 000000'))).tcpMss[0]).toBe(0);
  });

  it('with a data offset below its own header is malformed', () => {
    const segment = join(tcp(443, 50_000).subarray(0, 12), '40 12', tcp(443, 50_000).subarray(14));
    const batch = decodeOne(over(segment));
    expect(batch.damage[0]).toBe(Damage.TcpMalformed);
    expect(batch.tcpFlags[0]).toBe(0x012);
  });

  it('with a data offset beyond the packet is truncated', () => {
    const batch = decodeOne(over(tcp(443, 50_000, '020405a0').subarray(0, 22)));
    expect(batch.damage[0]).toBe(Damage.TcpTruncated);
    expect([batch.tcpFlags[0], batch.tcpMss[0]]).toStrictEqual([0x012, 0]);
  });

  it.each([0, 3])('cut to %i bytes tells nothing', (length) => {
    const batch = decodeOne(over(tcp(443, 50_000).subarray(0, length)));
    expect(batch.damage[0]).toBe(Damage.TcpTruncated);
    expect(batch.protocols[0] & Protocol.Tcp).toBe(0);
  });

  it.each([4, 19])('cut to %i bytes tells its ports', (length) => {
    const batch = decodeOne(over(tcp(443, 50_000).subarray(0, length)));
    expect(batch.damage[0]).toBe(Damage.TcpTruncated);
    expect([batch.sourcePort[0], batch.destinationPort[0], batch.tcpFlags[0]]).toStrictEqual([
      443, 50_000, 0,
    ]);
  });
});

describe('the numbers of a TCP segment', () => {
  it('are told as sent', () => {
    const batch = decodeOne(over('0001 0002 fedcba98 89abcdef 5010 faf0 0000 0000'));
    expect([batch.tcpSequence[0], batch.tcpAcknowledgement[0]]).toStrictEqual([0xfedcba98, 0x89abcdef]);
  });

  it('give the payload behind header and options, by the length that IP declares', () => {
    const segment = tcp(1, 2, '020405b4');
    expect(decodeOne(over(join(segment, '00'.repeat(7)))).payloadLengthBytes[0]).toBe(7);
    expect(decodeOne(over(segment)).payloadLengthBytes[0]).toBe(0);
    const cut = ethernet(0x0800, ipv4({ protocol: 6, total: 1044 }, segment)); // 1000 bytes were left out
    expect(decodeOne(cut).payloadLengthBytes[0]).toBe(1000);
    const padded = join(over(segment), '000000000000'); // padding of a short frame is no payload
    expect(decodeOne(padded).payloadLengthBytes[0]).toBe(0);
  });
});

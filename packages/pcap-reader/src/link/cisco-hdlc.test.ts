import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const C_HDLC = 104;
const C_HDLC_WITH_DIRECTION = 205;

describe('decodeCiscoHdlc', () => {
  it('reads the packet behind address, control and type', () => {
    const batch = decodeOne(join('0f 00 0800', DATAGRAM), C_HDLC);
    expect(batch.etherType[0]).toBe(0x0800);
    expect(batch.innerEtherType[0]).toBe(0x0800);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('leaves keep-alives alone', () => {
    const batch = decodeOne(join('8f 00 8035 00000002 00000001 00000001 ffff'), C_HDLC);
    expect(batch.etherType[0]).toBe(0x8035);
    expect([batch.ipVersion[0], batch.protocols[0], batch.arpOpcode[0]]).toStrictEqual([0, 0, 0]);
  });

  it('steps over a byte that tells the direction', () => {
    expect(decodeOne(join('00 0f 00 0800', DATAGRAM), C_HDLC_WITH_DIRECTION).destinationPort[0]).toBe(53);
    expect(decodeOne(join(''), C_HDLC_WITH_DIRECTION).damage[0]).toBe(Damage.LinkTruncated);
  });

  it.each([0, 1, 3])('counts a header of %i bytes as damage', (length) => {
    expect(decodeOne(join('0f000800').subarray(0, length), C_HDLC).damage[0]).toBe(Damage.LinkTruncated);
  });
});

import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { ARP_REQUEST, ethernet } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

describe('decodeArp', () => {
  it('reads the operation', () => {
    const batch = decodeOne(ARP_REQUEST);
    expect(batch.arpOpcode[0]).toBe(1);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Arp);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(batch.ipVersion[0]).toBe(0);
  });

  it('takes the lengths of its addresses from the header', () => {
    // ARP for addresses of 8 and 16 bytes, a reply: 48 bytes of addresses are due
    const head = '0001 86dd 08 10 0002';
    expect(decodeOne(ethernet(0x0806, head + '00'.repeat(48))).damage[0]).toBe(Damage.None);
    expect(decodeOne(ethernet(0x0806, head + '00'.repeat(47))).damage[0]).toBe(Damage.ArpTruncated);
  });

  it.each([
    [0, 0],
    [7, 0],
    [8, 1],
    [27, 1],
  ])('cut to %i bytes is damaged and tells operation %i', (length, opcode) => {
    const batch = decodeOne(ARP_REQUEST.subarray(0, 14 + length));
    expect(batch.damage[0]).toBe(Damage.ArpTruncated);
    expect(batch.arpOpcode[0]).toBe(opcode);
  });
});

describe('reverse ARP', () => {
  it('is ARP with operations of its own', () => {
    const request = ethernet(0x8035, '0001 0800 06 04 0003  02000000000a 00000000  02000000000a 00000000');
    expect(decodeOne(request).arpOpcode[0]).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { NO_VLAN } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DESTINATION_MAC, DNS_QUERY, SOURCE_MAC, ethernet, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const PACKET = ipv4({ protocol: 17 }, udp(40_000, 53));

describe('decodeEthernet', () => {
  it('reads addresses and type', () => {
    const batch = decodeOne(DNS_QUERY);
    expect([batch.destinationMac[0], batch.sourceMac[0]]).toStrictEqual([DESTINATION_MAC, SOURCE_MAC]);
    expect([batch.etherType[0], batch.innerEtherType[0], batch.vlanId[0]]).toStrictEqual([
      0x0800,
      0x0800,
      NO_VLAN,
    ]);
  });

  it('keeps all 48 bits of an address', () => {
    const batch = decodeOne(join('ffffffffffff fedcba987654 88cc'));
    expect([batch.destinationMac[0], batch.sourceMac[0]]).toStrictEqual([0xffffffffffff, 0xfedcba987654]);
  });

  it('reads an 802.1Q tag: its twelve bits, and the type behind it', () => {
    const batch = decodeOne(ethernet(0x8100, join('e00a 0800', PACKET))); // priority 7, VLAN 10
    expect([batch.etherType[0], batch.innerEtherType[0], batch.vlanId[0]]).toStrictEqual([
      0x8100, 0x0800, 10,
    ]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Vlan | Protocol.Ipv4 | Protocol.Udp);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it.each(['88a8', '9100', '8100'])('reads the outer of two tags, type %s', (type) => {
    const batch = decodeOne(ethernet(Number.parseInt(type, 16), join('0064 8100 00c8 0800', PACKET)));
    expect([batch.vlanId[0], batch.innerEtherType[0], batch.destinationPort[0]]).toStrictEqual([
      100, 0x0800, 53,
    ]);
  });

  it('takes VLAN 0 for a tag', () => {
    const batch = decodeOne(ethernet(0x8100, join('a000 0800', PACKET))); // priority only
    expect([batch.vlanId[0], batch.protocols[0] & Protocol.Vlan]).toStrictEqual([0, Protocol.Vlan]);
  });

  it('reads LLC, which has no type', () => {
    const batch = decodeOne(ethernet(38, `42 42 03 ${'00'.repeat(43)}`)); // spanning tree with its padding
    expect([batch.etherType[0], batch.innerEtherType[0]]).toStrictEqual([0, 0]);
    expect(batch.protocols[0]).toBe(Protocol.Ethernet | Protocol.Llc);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('reads the type and the packet behind SNAP', () => {
    const snap = join('aaaa03 000000 0800', PACKET);
    const batch = decodeOne(ethernet(snap.length, snap));
    expect([batch.etherType[0], batch.innerEtherType[0], batch.destinationPort[0]]).toStrictEqual([
      0, 0x0800, 53,
    ]);
  });

  it('leaves the SNAP types of other organisations alone', () => {
    const batch = decodeOne(ethernet(8, 'aaaa03 00000c 2000')); // Cisco discovery
    expect([batch.innerEtherType[0], batch.damage[0]]).toStrictEqual([0, Damage.None]);
  });

  it('takes the bytes behind an 802.3 length for padding', () => {
    const batch = decodeOne(ethernet(10, join('aaaa03 000000 0800', PACKET)));
    expect(batch.damage[0]).toBe(Damage.Ipv4Truncated);
  });

  it.each([0, 13])('cut to %i bytes is damaged and has no address', (length) => {
    const batch = decodeOne(DNS_QUERY.subarray(0, length));
    expect(batch.damage[0]).toBe(Damage.LinkTruncated);
    expect([batch.sourceMac[0], batch.destinationMac[0], batch.etherType[0]]).toStrictEqual([
      NO_MAC,
      NO_MAC,
      0,
    ]);
  });

  it.each([
    ['a tag', ethernet(0x8100, '00')],
    ['a second tag', ethernet(0x88a8, '0064 8100 00c8')],
    ['LLC', ethernet(38, '42')],
  ])('cut inside %s is damaged and has its addresses', (_, frame) => {
    const batch = decodeOne(frame);
    expect(batch.damage[0]).toBe(Damage.LinkTruncated);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
  });
});

describe('tags that are no VLANs', () => {
  it.each([
    ['VN-Tag', '8926', '80000001 0800'],
    ['Cisco metadata', '8909', '010100010064 0800'],
    ['redundancy', 'f1c1', '00000001 0800'],
    ['MACsec without encryption', '88e5', '40 00 00000001 0800'],
    ['MACsec with a channel', '88e5', '60 00 00000001 0200000000010001 0800'],
  ])('are stepped over: %s', (_, type, tag) => {
    const batch = decodeOne(ethernet(Number.parseInt(type, 16), join(tag, PACKET)));
    expect(batch.etherType[0]).toBe(Number.parseInt(type, 16));
    expect([batch.innerEtherType[0], batch.destinationPort[0], batch.vlanId[0]]).toStrictEqual([
      0x0800,
      53,
      NO_VLAN,
    ]);
  });

  it('end a frame that is encrypted, and count as damage where they are cut', () => {
    const encrypted = decodeOne(ethernet(0x88e5, join('4c 00 00000001', PACKET)));
    expect([encrypted.ipVersion[0], encrypted.damage[0]]).toStrictEqual([0, Damage.None]);
    expect(decodeOne(ethernet(0x88e5, '60 00 00000001')).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('LLC', () => {
  it('is followed where it names IP itself', () => {
    const payload = join('060603', PACKET);
    expect(decodeOne(ethernet(payload.length, payload)).destinationPort[0]).toBe(53);
  });
});

import { describe, expect, it } from 'vitest';
import { NO_VLAN } from '../../packet-batch.ts';
import { Damage, Protocol } from '../../protocol.ts';
import { join, uint16 } from '../../testing/bytes.ts';
import {
  ARP_REQUEST,
  DESTINATION_MAC,
  SOURCE_MAC,
  SYN_ACK,
  ethernet,
  ipv4,
  ipv6,
  tcp,
  udp,
} from '../../testing/packets.ts';
import { decodeAll, decodeInner, decodeOne } from '../../testing/rows.ts';
import { MOST_TUNNELS } from './follow-tunnels.ts';

/** What tunnels carry here; its ports tell it apart from what carries it. */
const INNER_IP = ipv4({ protocol: 6, source: 7, destination: 8 }, tcp(443, 50_000));
const INNER_IPV6 = ipv6(6, tcp(443, 50_000));
/** From 02:00:00:00:00:0d to 02:00:00:00:00:0c, VLAN 9. */
const INNER_FRAME = join('02000000000c 02000000000d 8100 0009 0800', INNER_IP);

const overIp = (protocol: number, payload: string | Uint8Array): Uint8Array =>
  ethernet(0x0800, ipv4({ protocol }, payload));
const overUdp = (port: number, payload: string | Uint8Array): Uint8Array =>
  overIp(17, udp(40_000, port, payload));

const IP_TUNNELS: readonly (readonly [string, Uint8Array])[] = [
  ['IP in IP', overIp(4, INNER_IP)],
  ['6in4', overIp(41, INNER_IPV6)],
  ['4in6', ethernet(0x86dd, ipv6(4, INNER_IP))],
  ['6in6', ethernet(0x86dd, ipv6(41, INNER_IPV6))],
  ['MPLS in IP', overIp(137, join('00001140', INNER_IP))],
  ['GRE', overIp(47, join('0000 0800', INNER_IP))],
  ['GRE with checksum, key and sequence', overIp(47, join('b000 0800', '00'.repeat(12), INNER_IP))],
  ['GRE with PPP of PPTP', overIp(47, join('3081 880b 0020 0001 00000001 00000001 ff03 0021', INNER_IP))],
  ['GRE with labels', overIp(47, join('0000 8847 00001140', INNER_IP))],
  ['GRE to a web cache', overIp(47, join('0000 883e 01020304', INNER_IP))],
  ['GRE with Cisco metadata', overIp(47, join('0000 8909 0800 010100010000', INNER_IP))],
  ['L2TP', overUdp(1701, join('4002 0024 0001 0001 ff03 0021', INNER_IP))],
  [
    'L2TP with sequence and offset',
    overUdp(1701, join('0a02 0001 0001 00000000 0002 ffff ff03 0021', INNER_IP)),
  ],
  ['GTP-U', overUdp(2152, join('30 ff 0028 00000001', INNER_IP))],
  ['GTP-U with an extension', overUdp(2152, join('34 ff 0028 00000001 000000 85 01 000000', INNER_IP))],
  ['Teredo', overUdp(3544, INNER_IPV6)],
  [
    'Teredo with authentication and origin',
    overUdp(3544, join('0001 00 00 0000000000000000 00 0000 0000 00000000', INNER_IPV6)),
  ],
  ['LISP', overUdp(4341, join('0000000000000000', INNER_IP))],
  ['VXLAN-GPE with IP', overUdp(4790, join('0c000001 00000100', INNER_IP))],
  ['AYIYA', overUdp(5072, join('10 01 01 29 00000000 0000', INNER_IPV6))],
  ['Geneve with an option and IP', overUdp(6081, join('01 00 0800 00000100 00000000', INNER_IP))],
  ['MPLS in UDP', overUdp(6635, join('00001140', INNER_IP))],
  ['service functions', ethernet(0x894f, join('0002 02 01 000001ff', INNER_IP))],
];

const FRAME_TUNNELS: readonly (readonly [string, Uint8Array])[] = [
  ['GRE', overIp(47, join('2000 6558 00000001', INNER_FRAME))],
  ['ERSPAN I', overIp(47, join('0000 88be', INNER_FRAME))],
  ['ERSPAN II', overIp(47, join('1000 88be 00000001 1001000100000000', INNER_FRAME))],
  [
    'ERSPAN III',
    overIp(47, join('1000 22eb 00000001 200100010000000000000001', '00'.repeat(8), INNER_FRAME)),
  ],
  ['EtherIP', overIp(97, join('3000', INNER_FRAME))],
  ['IP protocol 143', ethernet(0x86dd, ipv6(143, INNER_FRAME))],
  ['VXLAN', overUdp(4789, join('0800000000000100', INNER_FRAME))],
  ['VXLAN-GPE', overUdp(4790, join('0c000003 00000100', INNER_FRAME))],
  ['Geneve', overUdp(6081, join('00 00 6558 00000100', INNER_FRAME))],
  ['a pseudowire', ethernet(0x8847, join('00010040 00011140 00000000', INNER_FRAME))],
  ['a provider backbone', ethernet(0x88e7, join('00000064', INNER_FRAME))],
  ['FabricPath', ethernet(0x8903, join('0063', INNER_FRAME))],
  ['TRILL', ethernet(0x22f3, join('003f 0001 0002', INNER_FRAME))],
  ['service functions', ethernet(0x894f, join('0002 02 03 000001ff', INNER_FRAME))],
];

describe('a tunnel that carries IP', () => {
  it.each(IP_TUNNELS)('is followed: %s', (_, packet) => {
    const batch = decodeInner(packet);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(batch.tunnelDepth[0]).toBe(1);
    expect([batch.sourcePort[0], batch.destinationPort[0], batch.ipProtocol[0]]).toStrictEqual([
      443, 50_000, 6,
    ]);
    expect(batch.protocols[0] & (Protocol.Tunnel | Protocol.Tcp | Protocol.Udp)).toBe(
      Protocol.Tunnel | Protocol.Tcp,
    );
    expect(batch.udpLengthBytes[0]).toBe(0);
    expect([batch.sourceMac[0], batch.destinationMac[0]]).toStrictEqual([SOURCE_MAC, DESTINATION_MAC]);
  });

  it.each(IP_TUNNELS)('ends the outer headers: %s', (_, packet) => {
    const batch = decodeOne(packet);
    expect(batch.tunnelDepth[0]).toBe(1);
    expect(batch.tcpWindow[0]).toBe(0);
    expect(batch.protocols[0] & (Protocol.Tunnel | Protocol.Tcp)).toBe(0);
  });
});

describe('a tunnel that carries Ethernet', () => {
  it.each(FRAME_TUNNELS)('is followed: %s', (_, packet) => {
    const batch = decodeInner(packet);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(batch.tunnelDepth[0]).toBe(1);
    expect([batch.sourceMac[0], batch.destinationMac[0]]).toStrictEqual([0x02000000000d, 0x02000000000c]);
    expect([batch.etherType[0], batch.vlanId[0], batch.innerEtherType[0]]).toStrictEqual([0x8100, 9, 0x0800]);
    expect([batch.sourcePort[0], batch.destinationPort[0]]).toStrictEqual([443, 50_000]);
  });

  it.each(FRAME_TUNNELS)('ends the outer headers: %s', (_, packet) => {
    const batch = decodeOne(packet);
    expect(batch.tunnelDepth[0]).toBe(1);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.vlanId[0]).toBe(NO_VLAN);
  });
});

describe('followTunnels', () => {
  const VXLAN = '0800000000000100';

  it('leaves no column of the outer headers where the inner packet lacks the header', () => {
    const tagged = ethernet(
      0x8100,
      join('0064 0800', ipv4({ protocol: 17, flagsWord: 0x4000 }, udp(1, 4789, join(VXLAN, ARP_REQUEST)))),
    );
    const batch = decodeInner(tagged);
    const plain = decodeOne(ARP_REQUEST);
    expect(batch.protocols[0]).toBe(plain.protocols[0] | Protocol.Tunnel);
    for (const column of [
      'etherType',
      'vlanId',
      'innerEtherType',
      'arpOpcode',
      'ipVersion',
      'ipProtocol',
      'hopLimit',
      'trafficClass',
      'ipFlags',
      'ipLengthBytes',
      'ipIdentification',
      'sourcePort',
      'destinationPort',
      'payloadLengthBytes',
      'udpLengthBytes',
    ] as const) {
      expect([column, batch[column][0]]).toStrictEqual([column, plain[column][0]]);
    }
    expect([...batch.sourceIp, ...batch.destinationIp]).toStrictEqual(Array(8).fill(0));
  });

  it('keeps the VLAN of the frame on the wire around an inner packet without Ethernet', () => {
    const batch = decodeInner(ethernet(0x8100, join('0064 0800', ipv4({ protocol: 4 }, INNER_IP))));
    expect(batch.vlanId[0]).toBe(100);
    expect(batch.protocols[0] & Protocol.Vlan).toBe(Protocol.Vlan);
  });

  it('tells the length of the inner payload', () => {
    const inner = ipv4({ protocol: 17 }, udp(1, 53, '00'.repeat(30)));
    expect(decodeInner(overIp(4, inner)).payloadLengthBytes[0]).toBe(30);
  });

  it('goes on through tunnels in tunnels, also over UDP with GRE', () => {
    const batch = decodeInner(overUdp(4789, join(VXLAN, overIp(47, join('0000 0800', INNER_IP)))));
    expect(batch.tunnelDepth[0]).toBe(2);
    expect(batch.greProtocol[0]).toBe(0x0800);
    expect(batch.destinationPort[0]).toBe(50_000);
    const greInUdp = decodeInner(overUdp(4754, join('0000 0800', INNER_IP)));
    expect(greInUdp.destinationPort[0]).toBe(50_000);
    expect(greInUdp.tunnelDepth[0]).toBe(2);
  });

  const nested = (tunnels: number): Uint8Array => {
    let packet: Uint8Array = INNER_IP;
    for (let depth = 1; depth < tunnels; depth += 1) packet = ipv4({ protocol: 4 }, packet);
    return overIp(4, packet);
  };

  it('follows tunnels up to a bound and counts what lies deeper as damage', () => {
    const deepest = decodeInner(nested(MOST_TUNNELS));
    expect([deepest.tunnelDepth[0], deepest.damage[0]]).toStrictEqual([MOST_TUNNELS, Damage.None]);
    expect(deepest.destinationPort[0]).toBe(50_000);
    const deeper = decodeInner(nested(MOST_TUNNELS + 1));
    expect([deeper.tunnelDepth[0], deeper.damage[0]]).toStrictEqual([MOST_TUNNELS, Damage.NestedTooDeep]);
    expect(deeper.ipProtocol[0]).toBe(4);
  });

  it.each([
    ['IPv4', overIp(4, INNER_IP.subarray(0, 19)), Damage.Ipv4Truncated],
    ['IPv6', overIp(41, INNER_IPV6.subarray(0, 39)), Damage.Ipv6Truncated],
    ['Ethernet', overUdp(4789, join(VXLAN, SYN_ACK.subarray(0, 13))), Damage.LinkTruncated],
  ])('stays with the outer headers where that of the inner packet is cut: %s', (_, packet, damage) => {
    const batch = decodeInner(packet);
    expect(batch.damage[0]).toBe(damage);
    expect(batch.tunnelDepth[0]).toBe(0);
    expect(batch.ipVersion[0]).toBe(4);
    expect(batch.hopLimit[0]).toBe(64);
  });

  it('tells the damage of the headers that it reached', () => {
    const batch = decodeInner(overIp(4, ipv4({ protocol: 6 }, '01bb c350')));
    expect(batch.damage[0]).toBe(Damage.TcpTruncated);
    expect(batch.tunnelDepth[0]).toBe(1);
    expect(batch.destinationPort[0]).toBe(50_000);
  });

  it.each([
    ['a control message of L2TP', overUdp(1701, 'c802 000c 0001 0000 0000 0000')],
    ['a GTP echo', overUdp(2152, '32 01 0004 00000000 0000 0000')],
    ['a Teredo bubble without a packet', overUdp(3544, '0000 0000 00000000')],
    ['VXLAN with nothing in it', overUdp(4789, VXLAN)],
    ['GRE with a protocol that nobody knows', overIp(47, '0000 9999 00000000')],
    ['GRE with source routes', overIp(47, join('4000 0800 00000000 00000000', INNER_IP))],
    ['Geneve with a protocol that nobody knows', overUdp(6081, '00 00 9999 00000100 00000000')],
    ['LISP without IP', overUdp(4341, '0000000000000000 00000000')],
    ['a key exchange', overUdp(4500, '00000000 0000000000000000')],
  ])('finds no tunnel in %s', (_, packet) => {
    for (const batch of [decodeOne(packet), decodeInner(packet)]) {
      expect(batch.tunnelDepth[0]).toBe(0);
      expect(batch.damage[0]).toBe(Damage.None);
      expect(batch.hopLimit[0]).toBe(64);
    }
  });

  it('sees ESP in UDP, which is no tunnel to follow', () => {
    const batch = decodeInner(overUdp(4500, '00000001 00000001'));
    expect(batch.protocols[0] & Protocol.Esp).toBe(Protocol.Esp);
    expect(batch.tunnelDepth[0]).toBe(0);
  });

  it('forgets a tunnel before it decodes the next packet', () => {
    const batch = decodeAll([overIp(4, INNER_IP), ARP_REQUEST], { headers: 'inner' });
    expect([...batch.tunnelDepth]).toStrictEqual([1, 0]);
    expect(batch.arpOpcode[1]).toBe(1);
  });

  it('fills the last headers besides', () => {
    const packet = overUdp(4789, join(VXLAN, INNER_FRAME));
    const outer = decodeAll([packet], { last: true });
    const inner = decodeAll([packet], { last: true, headers: 'inner' });
    expect(inner.destinationPort[0]).toBe(50_000);
    expect(outer.destinationPort[0]).toBe(4789);
    expect(inner.last).toStrictEqual(outer.last);
    expect(inner.last?.tcpDestinationPort[0]).toBe(50_000);
  });

  it('bounds stacks of labels and tags', () => {
    const labels = ethernet(0x8847, join('00001040'.repeat(64), '00001140', INNER_IP));
    expect(decodeOne(labels).damage[0]).toBe(Damage.NestedTooDeep);
    const tags = ethernet(0x8100, join(uint16(1), '8100 0001'.repeat(64), '0800', INNER_IP));
    expect(decodeOne(tags).damage[0]).toBe(Damage.NestedTooDeep);
  });
});

import { describe, expect, it } from 'vitest';
import { formatIp, formatMac } from '../../address.ts';
import { ABSENT, type LastHeaders } from '../../last-headers.ts';
import { NO_MAC } from '../../address.ts';
import { Protocol } from '../../protocol.ts';
import { join, uint16 } from '../../testing/bytes.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK, ethernet, ipv4, ipv6, tcp, udp } from '../../testing/packets.ts';
import { decodeAll, decodeLast, decodeOne, lastOf } from '../../testing/rows.ts';

/** A packet from 192.0.2.7 port 7000 to 192.0.2.8 port 53: the innermost one of the cases below. */
const INNER = ipv4({ protocol: 17, source: 7, destination: 8, flagsWord: 0x4000 }, udp(7000, 53, 'aabb'));
const INNER_IPV6 = ipv6(17, udp(7000, 53, 'aabb'));
/** A frame from 02:00:00:00:00:01 to 02:00:00:00:00:02 with `INNER`. */
const INNER_FRAME = join('020000000002 020000000001 0800', INNER);

const addresses = (last: LastHeaders, row = 0): (string | undefined)[] => [
  formatIp(last.ipVersion[row], last.sourceIp, row),
  formatIp(last.ipVersion[row], last.destinationIp, row),
];
const udpPorts = (last: LastHeaders, row = 0): number[] => [
  last.udpSourcePort[row],
  last.udpDestinationPort[row],
];
const macs = (last: LastHeaders): string[] => [
  formatMac(last.sourceMac[0]),
  formatMac(last.destinationMac[0]),
];

const over = (protocol: number, payload: string | Uint8Array): Uint8Array =>
  ethernet(0x0800, ipv4({ protocol }, payload));

describe('the last occurrence of a field in a plain packet', () => {
  it('is the only one', () => {
    const last = decodeLast(DNS_QUERY);
    expect(addresses(last)).toStrictEqual(['192.0.2.1', '192.0.2.2']);
    expect(udpPorts(last)).toStrictEqual([40_000, 53]);
    expect(macs(last)).toStrictEqual(['02:00:00:00:00:0a', '02:00:00:00:00:0b']);
    expect([last.etherType[0], last.vlanId[0], last.vlanEtherType[0]]).toStrictEqual([
      0x0800,
      ABSENT,
      ABSENT,
    ]);
    expect([last.ipv4Protocol[0], last.ipv4TrafficClass[0], last.ipv4FlagsWord[0]]).toStrictEqual([
      17, 0xb8, 0,
    ]);
    expect([last.tcpFlags[0], last.tcpSourcePort[0], last.tcpDestinationPort[0]]).toStrictEqual([
      ABSENT,
      ABSENT,
      ABSENT,
    ]);
    expect(last.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Udp);
  });

  it('leaves the IPv4 fields of an IPv6 packet absent', () => {
    const last = decodeLast(SYN_ACK);
    expect(addresses(last)).toStrictEqual(['2001:db8::1', '2001:db8::2']);
    expect([last.ipv4Protocol[0], last.ipv4TrafficClass[0], last.ipv4FlagsWord[0]]).toStrictEqual([
      ABSENT,
      ABSENT,
      ABSENT,
    ]);
    expect([last.tcpSourcePort[0], last.tcpDestinationPort[0], last.tcpFlags[0]]).toStrictEqual([
      443, 50_000, 0x12,
    ]);
  });

  it('has no address in ARP', () => {
    const last = decodeLast(ARP_REQUEST);
    expect(addresses(last)).toStrictEqual([undefined, undefined]);
    expect([last.arpOpcode[0], last.icmpCode[0], last.greProtocol[0]]).toStrictEqual([1, ABSENT, ABSENT]);
  });

  it('is the same whether a row held a tunnel before or not', () => {
    const rows = decodeAll([over(4, INNER), DNS_QUERY], { last: true });
    const again = decodeAll([DNS_QUERY, over(4, INNER)], { last: true });
    expect(udpPorts(lastOf(rows), 1)).toStrictEqual(udpPorts(lastOf(again), 0));
    expect(addresses(lastOf(rows), 0)).toStrictEqual(addresses(lastOf(again), 1));
  });
});

describe('the last occurrence of a field', () => {
  it('of an ICMP error is that of the packet it quotes', () => {
    const last = decodeLast(over(1, join('0303 0000 00000000', INNER.subarray(0, 28)))); // port unreachable
    expect(addresses(last)).toStrictEqual(['192.0.2.7', '192.0.2.8']);
    expect(udpPorts(last)).toStrictEqual([7000, 53]);
    expect([last.ipv4Protocol[0], last.ipv4FlagsWord[0], last.icmpCode[0]]).toStrictEqual([17, 0x4000, 3]);
    expect(last.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Icmp | Protocol.Udp);
  });

  it('of an ICMP echo is its own, whatever its payload looks like', () => {
    const last = decodeLast(over(1, join('0800 0000 00010001', INNER)));
    expect(addresses(last)).toStrictEqual(['192.0.2.1', '192.0.2.2']);
    expect(udpPorts(last)).toStrictEqual([ABSENT, ABSENT]);
  });

  it('of an ICMPv6 error is that of the packet it quotes', () => {
    const quoted = join(
      '60000000 0010 11 40',
      '20010db8 000000000000000000000007',
      '20010db8 000000000000000000000008',
    );
    const error = join('0104 0000 00000000', quoted, udp(7000, 53, '0000000000000000'));
    const last = decodeLast(ethernet(0x86dd, ipv6(58, error)));
    expect(addresses(last)).toStrictEqual(['2001:db8::7', '2001:db8::8']);
    expect([...udpPorts(last), last.icmpv6Code[0]]).toStrictEqual([7000, 53, 4]);
  });

  it('of IP in IP is that of the inner packet', () => {
    const last = decodeLast(over(4, INNER));
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.7', '192.0.2.8', 7000, 53]);
    expect(last.ipv4Protocol[0]).toBe(17);
  });

  it('of IPv6 in IPv4 is IPv6, with the protocol number of the IPv4 header', () => {
    const last = decodeLast(over(41, INNER_IPV6));
    expect([last.ipVersion[0], last.ipv4Protocol[0]]).toStrictEqual([6, 41]);
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['2001:db8::1', '2001:db8::2', 7000, 53]);
  });

  it('of IPv4 in IPv6 is IPv4', () => {
    const last = decodeLast(ethernet(0x86dd, ipv6(4, INNER)));
    expect([last.ipVersion[0], last.ipv4Protocol[0]]).toStrictEqual([4, 17]);
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.7', '192.0.2.8', 7000, 53]);
  });

  it.each([
    ['without options', '0000'],
    ['with a checksum', '8000 0800 00000000'],
    ['with a key and a sequence number', '3000 0800 00000001 00000002'],
  ])('of GRE %s is that of the packet inside', (_, head) => {
    const header = head.length === 4 ? `${head} 0800` : head;
    const last = decodeLast(over(47, join(header, INNER)));
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.7', '192.0.2.8', 7000, 53]);
    expect(last.greProtocol[0]).toBe(0x0800);
    expect(last.protocols[0] & Protocol.Gre).toBe(Protocol.Gre);
  });

  it('of GRE over Ethernet bridging takes the inner MAC addresses too', () => {
    const last = decodeLast(over(47, join('0000 6558', INNER_FRAME)));
    expect(macs(last)).toStrictEqual(['02:00:00:00:00:01', '02:00:00:00:00:02']);
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.7', '192.0.2.8', 7000, 53]);
  });

  it('of VXLAN is that of the frame inside', () => {
    const last = decodeLast(over(17, udp(40_000, 4789, join('08000000 00000100', INNER_FRAME))));
    expect(macs(last)).toStrictEqual(['02:00:00:00:00:01', '02:00:00:00:00:02']);
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.7', '192.0.2.8', 7000, 53]);
  });

  it('of Q-in-Q is the inner tag, and the outer type', () => {
    const last = decodeLast(ethernet(0x88a8, join('0064 8100 00c8 0800', INNER)));
    expect([last.vlanId[0], last.etherType[0], last.vlanEtherType[0]]).toStrictEqual([200, 0x88a8, 0x0800]);
    expect(udpPorts(last)).toStrictEqual([7000, 53]);
  });

  it('of a lone 802.1ad tag has no VLAN number, as tshark has a field of its own for that', () => {
    const last = decodeLast(ethernet(0x88a8, join('0064 0800', INNER)));
    expect([last.vlanId[0], last.vlanEtherType[0], last.etherType[0]]).toStrictEqual([
      ABSENT,
      ABSENT,
      0x88a8,
    ]);
    expect([...udpPorts(last), last.protocols[0] & Protocol.Vlan]).toStrictEqual([7000, 53, Protocol.Vlan]);
  });

  it.each([
    ['a VN-Tag', 0x8926, '80010002 0800'],
    ['Cisco metadata', 0x8909, '01 01 0001 0005 0800'],
  ])('is found behind %s', (_, type, tag) => {
    expect(udpPorts(decodeLast(ethernet(type, join(tag, INNER))))).toStrictEqual([7000, 53]);
  });

  it('of an ICMPv6 redirect is that of the packet in its option', () => {
    const redirect = join(
      '89 00 0000 00000000', // redirect
      '20010db8 000000000000000000000003', // target
      '20010db8 000000000000000000000004', // destination
      '02 01 020000000001', // link-layer address of the target
      '04 08 0000 00000000', // redirected header
      INNER_IPV6,
    );
    const last = decodeLast(ethernet(0x86dd, ipv6(58, redirect)));
    expect(udpPorts(last)).toStrictEqual([7000, 53]);
    const endless = redirect.slice();
    endless[41] = 0; // an option of no length
    expect(udpPorts(decodeLast(ethernet(0x86dd, ipv6(58, endless))))).toStrictEqual([ABSENT, ABSENT]);
  });

  it.each([
    ['ERSPAN type I', '0000 88be', INNER_FRAME],
    ['ERSPAN type II', '1000 88be 00000001', join('10640000 00000000', INNER_FRAME)],
    ['ERSPAN type III', '1000 22eb 00000001', join('20640000 00000000 0000 0000', INNER_FRAME)],
    [
      'ERSPAN type III with a subheader',
      '1000 22eb 00000001',
      join('20640000 00000000 0000 0001 0000000000000000', INNER_FRAME),
    ],
    ['a redirect to a web cache', '0000 883e', join('00000000', INNER)],
    ['a redirect to a web cache, version 1', '0000 883e', INNER],
    ['Cisco metadata', '0000 8909', join('0800 01 01 0001 0005', INNER)],
    ['PPP', '3001 880b 0000 0001 00000002', join('ff03 0021', INNER)],
    ['MPLS', '0000 8847', join('00011140', INNER)],
  ])('of GRE that carries %s is that of the packet inside', (_, header, payload) => {
    expect(udpPorts(decodeLast(over(47, join(header, payload))))).toStrictEqual([7000, 53]);
  });

  it.each([
    ['Geneve', 6081, join('0000 6558 00000100', INNER_FRAME)],
    ['Geneve with options, over IPv4', 6081, join('0100 0800 00000100 00000000', INNER)],
    ['GTP-U', 2152, join('30 ff 001e 00000001', INNER)],
    ['GTP-U with a sequence number', 2152, join('32 ff 0022 00000001 0001 00 00', INNER)],
    ['GTP-U with an extension header', 2152, join('34 ff 0026 00000001 0000 00 85 01 10 09 00', INNER)],
    ['L2TP', 1701, join('0002 0001 0001 ff03 0021', INNER)],
    ['L2TP with a length', 1701, join('4002 0028 0001 0001 ff03 0021', INNER)],
    ['MPLS', 6635, join('00011140', INNER)],
    ['LISP', 4341, join('8000000000000000', INNER)],
    ['GRE', 4754, join('0000 0800', INNER)],
    ['Teredo', 3544, INNER_IPV6],
    ['Teredo with an origin', 3544, join('0000 ffff 00000000', INNER_IPV6)],
  ])('of UDP that carries %s is that of the packet inside', (_, port, payload) => {
    expect(udpPorts(decodeLast(over(17, udp(40_000, port, payload))))).toStrictEqual([7000, 53]);
  });

  it('knows ESP in UDP from key exchanges and keep-alives', () => {
    const seen = (payload: string): number =>
      decodeLast(over(17, udp(4500, 4500, payload))).protocols[0] & Protocol.Esp;
    expect([seen('00000001 00000001'), seen('00000000 00000001'), seen('ff')]).toStrictEqual([
      Protocol.Esp,
      0,
      0,
    ]);
  });

  it('of an authentication header is that of what it authenticates', () => {
    const last = decodeLast(
      over(51, join('06 04 0000 00000001 00000001 000000000000000000000000', tcp(179, 9))),
    );
    expect([last.tcpSourcePort[0], last.ipv4Protocol[0]]).toStrictEqual([179, 51]);
    expect(last.protocols[0]).toBe(Protocol.Ethernet | Protocol.Ipv4 | Protocol.Ah | Protocol.Tcp);
  });

  it('of PPPoE and of MPLS is that of the packet inside', () => {
    expect(udpPorts(decodeLast(ethernet(0x8864, join('11 00 0001 0000 0021', INNER))))).toStrictEqual([
      7000, 53,
    ]);
    expect(udpPorts(decodeLast(ethernet(0x8847, join('00011140', INNER))))).toStrictEqual([7000, 53]);
  });

  it('of LLC is that of the packet behind SNAP, on a cooked link as well', () => {
    const snap = join('aaaa03 000000 0800', INNER);
    expect(udpPorts(decodeLast(ethernet(snap.length, snap)))).toStrictEqual([7000, 53]);
    const cooked = join('0004 0001 0006 02000000000a 0000 0004', snap);
    expect(udpPorts(decodeLast(cooked, 113))).toStrictEqual([7000, 53]);
  });

  it('needs no link header', () => {
    const last = decodeLast(ipv4({ protocol: 4 }, INNER), 101);
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.7', '192.0.2.8', 7000, 53]);
    expect([last.sourceMac[0], last.etherType[0]]).toStrictEqual([NO_MAC, ABSENT]);
  });

  it('is looked for in 64 headers, and not in a bomb of thousands', () => {
    let bomb = INNER;
    for (let depth = 0; depth < 200; depth += 1) bomb = ipv4({ protocol: 4, source: 1 }, bomb);
    const last = decodeLast(ethernet(0x0800, bomb));
    expect([...addresses(last), ...udpPorts(last)]).toStrictEqual(['192.0.2.1', '192.0.2.2', ABSENT, ABSENT]);
  });

  it('leaves the outer columns as they are without it', () => {
    const packet = over(4, INNER);
    const plain = decodeOne(packet);
    const both = decodeAll([packet], { last: true });
    expect([both.sourceIp[3], both.ipProtocol[0], both.protocols[0], both.sourcePort[0]]).toStrictEqual([
      plain.sourceIp[3],
      plain.ipProtocol[0],
      plain.protocols[0],
      plain.sourcePort[0],
    ]);
  });
});

describe('ports of a fragmented datagram', () => {
  const DATAGRAM = udp(7000, 53, 'ab'.repeat(40)); // 48 bytes, cut at byte 24
  const MORE = 0x2000;

  const fragments = (identification: number): [Uint8Array, Uint8Array] => {
    const identified = (packet: Uint8Array): Uint8Array =>
      ethernet(0x0800, join(packet.subarray(0, 4), uint16(identification), packet.subarray(6)));
    return [
      identified(ipv4({ protocol: 17, flagsWord: MORE }, DATAGRAM.subarray(0, 24))),
      identified(ipv4({ protocol: 17, flagsWord: 3 }, DATAGRAM.subarray(24))),
    ];
  };

  it('are told by the fragment that completes it only, in either order', () => {
    const [first, second] = fragments(1);
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const last = lastOf(decodeAll(order, { last: true }));
      expect([udpPorts(last, 0), udpPorts(last, 1)]).toStrictEqual([
        [ABSENT, ABSENT],
        [7000, 53],
      ]);
      expect(last.protocols[0] & Protocol.Udp).toBe(0);
      expect([last.ipv4Protocol[0], last.ipv4Protocol[1]]).toStrictEqual([17, 17]);
    }
  });

  it('are not told across datagrams', () => {
    const last = lastOf(decodeAll([fragments(1)[0], fragments(2)[1]], { last: true }));
    expect([udpPorts(last, 0), udpPorts(last, 1)]).toStrictEqual([
      [ABSENT, ABSENT],
      [ABSENT, ABSENT],
    ]);
  });

  it('are told by the completing fragment of IPv6 as well', () => {
    const head = (offsetAndFlag: string): string => `11 00 ${offsetAndFlag} 00000007`;
    const last = lastOf(
      decodeAll(
        [
          ethernet(0x86dd, ipv6(44, join(head('0001'), DATAGRAM.subarray(0, 24)))),
          ethernet(0x86dd, ipv6(44, join(head('0018'), DATAGRAM.subarray(24)))),
        ],
        { last: true },
      ),
    );
    expect([udpPorts(last, 0), udpPorts(last, 1)]).toStrictEqual([
      [ABSENT, ABSENT],
      [7000, 53],
    ]);
  });
});

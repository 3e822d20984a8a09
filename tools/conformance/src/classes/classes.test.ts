import { describe, expect, it } from 'vitest';
import { type TestOptions, type TestPacket, compare, outcomes } from '../testing/captures.ts';
import {
  UDP,
  UDP_FIELDS,
  ethernet,
  ethernetFields,
  ipv4,
  ipv4Fields,
  ipv6,
  ipv6Fields,
} from '../testing/packets.ts';
import { CLASSES } from './classes.ts';

interface Example {
  readonly id: string;
  /** The columns that the class explains in this packet; nothing else differs. */
  readonly columns: readonly string[];
  readonly packet: TestPacket;
  readonly options?: TestOptions;
}

const DNS: TestPacket = {
  hex: `${ethernet('0800')} ${ipv4('11', '001c')} ${UDP}`,
  theirs: { ...ethernetFields('0800'), ...ipv4Fields('17', '28'), ...UDP_FIELDS },
};

const TCP_OF_4_WORDS = '9c40 0050 00000001 00000000 4002 2000 0000 0000';

const ARP_REQUEST = '0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202';

const EXAMPLES: readonly Example[] = [
  {
    id: 'refused-by-tshark',
    columns: ['packet'],
    packet: DNS,
    options: {
      unread: 1,
      status: { exitStatus: 2, message: '(pcap: network type 282 unknown or unsupported)' },
    },
  },
  {
    id: 'guessed-variant',
    columns: ['hopLimit'],
    packet: { ...DNS, theirs: { ...DNS.theirs, 'ip.ttl': '63' } },
    options: {
      status: { file: 'pcapplusplus/Tests__Fuzzers__RegressionTests__regression_samples__igmplayer' },
    },
  },
  {
    id: 'fraction-beyond-a-second',
    columns: ['seconds, nanos'],
    // 4,000,000 microseconds are 4 * 10^9 nanoseconds, in a signed word of 32 bits -294,967,296
    packet: { ...DNS, micros: 4_000_000, record: { 'frame.time_epoch': '-1.294967296' } },
  },
  {
    id: 'length-beyond-31-bits',
    columns: ['wireLengthBytes'],
    packet: { ...DNS, wireLengthBytes: 0x80000000, record: { 'frame.len': '2147483647' } },
  },
  {
    id: 'no-ip-length',
    columns: ['ipLengthBytes'],
    packet: {
      ...DNS,
      hex: `${ethernet('0800')} ${ipv4('11', '0000')} ${UDP}`,
    },
  },
  {
    id: 'service-tag',
    columns: ['vlanId'],
    packet: {
      hex: `${ethernet('88a8')} 0064 8100 00c8 0800 ${ipv4('11', '001c')} ${UDP}`, // tags 100 and 200
      theirs: { ...DNS.theirs, 'eth.type': '0x88a8', 'vlan.id': '200' },
    },
  },
  {
    id: 'inter-switch-link',
    columns: ['destinationMac'],
    packet: {
      hex: `01000c000000 020000000001 0003 424203`, // LLC of a spanning tree
      theirs: { 'eth.src': '02:00:00:00:00:01', 'eth.dst': '01:00:0c:cc:cc:cc' },
    },
  },
  {
    id: 'inside-a-tunnel',
    columns: ['arpOpcode'],
    packet: {
      // VXLAN with an ARP request inside
      hex: `${ethernet('0800')} ${ipv4('11', '004e')} 9c40 12b5 003a 0000 0800000000000100 ${ethernet('0806')} ${ARP_REQUEST}`,
      theirs: {
        ...ethernetFields('0800'),
        ...ipv4Fields('17', '78'),
        ...UDP_FIELDS,
        'udp.dstport': '4789',
        'udp.length': '58',
        'arp.opcode': '1',
      },
    },
  },
  {
    id: 'sampled-packet',
    columns: ['vlanId'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('11', '001c')} 9c40 18c7 0008 0000`, // to port 6343
      theirs: { ...DNS.theirs, 'udp.dstport': '6343', 'vlan.id': '7' },
    },
  },
  {
    id: 'atm-arp',
    columns: ['arpOpcode'],
    packet: {
      // hardware type 19, protocol IPv4, lengths 6 and 4, request
      hex: `${ethernet('0806')} 0013 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202`,
      theirs: ethernetFields('0806'),
    },
  },
  {
    id: 'mpls-alert-label',
    columns: [
      'destinationIp',
      'hopLimit',
      'ipLengthBytes',
      'ipProtocol',
      'ipVersion',
      'sourceIp',
      'trafficClass',
    ],
    packet: { hex: `${ethernet('8847')} 0000e140 ${ipv4('fe', '0014')}`, theirs: ethernetFields('8847') },
  },
  {
    id: 'vendor-timestamp',
    columns: [
      'destinationIp',
      'destinationPort',
      'hopLimit',
      'ipLengthBytes',
      'ipProtocol',
      'ipVersion',
      'sourceIp',
      'sourcePort',
      'trafficClass',
      'udpLengthBytes',
    ],
    packet: {
      // subtype 1, version 0x0010, eight bytes of time, then IPv4
      hex: `${ethernet('d28b')} 0001 0010 0000000000000000 0800 ${ipv4('11', '001c')} ${UDP}`,
      theirs: { ...DNS.theirs, 'eth.type': '0xd28b' },
    },
  },
  {
    id: 'loopback-family',
    columns: [
      'destinationIp',
      'hopLimit',
      'ipLengthBytes',
      'ipProtocol',
      'ipVersion',
      'sourceIp',
      'trafficClass',
    ],
    packet: { hex: `0f000800 ${ipv4('fe', '0014')}`, theirs: ipv4Fields('254', '20') },
    options: { linkType: 0, encapsulation: '15' },
  },
  {
    id: 'slip',
    columns: [
      'destinationIp',
      'hopLimit',
      'ipLengthBytes',
      'ipProtocol',
      'ipVersion',
      'sourceIp',
      'trafficClass',
    ],
    packet: { hex: `00000000000000000000000000000000 ${ipv4('fe', '0014')}` }, // direction and header before compression
    options: { linkType: 8, encapsulation: '3' },
  },
  {
    id: 'atm-header',
    columns: ['capturedLengthBytes', 'wireLengthBytes'],
    packet: { hex: '00000003 00', record: { 'frame.len': '1', 'frame.cap_len': '1' } }, // circuit 3
    options: { linkType: 123, encapsulation: '13' },
  },
  {
    id: 'compressed-ipv6',
    columns: ['destinationIp', 'hopLimit', 'ipProtocol', 'ipVersion', 'sourceIp'],
    packet: { hex: '', theirs: ipv6Fields('59') },
    options: { linkType: 195, encapsulation: '104' },
  },
  {
    id: 'wrong-ip-version',
    columns: ['ipVersion'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('11', '001c', '55')} ${UDP}`,
      theirs: { ...ethernetFields('0800'), 'ip.version': '5' },
    },
  },
  {
    id: 'version-against-type',
    columns: ['destinationIp', 'hopLimit', 'ipProtocol', 'ipVersion', 'sourceIp'],
    packet: {
      hex: `${ethernet('0800')} ${ipv6('3b', '0000')}`, // no next header
      theirs: { ...ethernetFields('0800'), ...ipv6Fields('59') },
    },
  },
  {
    id: 'cut-ip-header',
    columns: ['hopLimit', 'ipLengthBytes', 'ipProtocol', 'ipVersion', 'trafficClass'],
    packet: {
      hex: `${ethernet('0800')} 4500 001c 0000 0000 40 11 0000`,
      theirs: { ...ethernetFields('0800'), ...ipv4Fields('17', '28'), 'ip.src': '', 'ip.dst': '' },
    },
  },
  {
    id: 'header-length-below-20',
    columns: ['ipVersion'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('11', '001c', '44')} ${UDP}`,
      theirs: { ...ethernetFields('0800'), 'ip.version': '4' },
    },
  },
  {
    id: 'length-below-header',
    columns: ['destinationIp', 'hopLimit', 'ipProtocol', 'sourceIp'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('11', '0013')} ${UDP}`,
      theirs: { ...ethernetFields('0800'), 'ip.version': '4', 'ip.dsfield': '0x00', 'ip.len': '19' },
    },
  },
  {
    id: 'cut-ip-options',
    columns: ['destinationIp'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('11', '0028', '48')}`,
      theirs: { ...ethernetFields('0800'), ...ipv4Fields('17', '40'), 'ip.dst': '' },
    },
  },
  {
    id: 'source-route',
    columns: ['destinationIp'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('11', '0024', '47')} 83 07 04 c0000203 00 ${UDP}`, // loose, to 192.0.2.3
      theirs: { ...DNS.theirs, 'ip.len': '36', 'ip.dst': '192.0.2.3' },
    },
  },
  {
    id: 'no-ipv6-payload-length',
    columns: ['destinationPort', 'sourcePort', 'udpLengthBytes'],
    packet: {
      hex: `${ethernet('86dd')} ${ipv6('11', '0000')} ${UDP}`,
      theirs: { ...ethernetFields('86dd'), ...ipv6Fields('17') },
    },
  },
  {
    id: 'malformed-destination-option',
    columns: ['destinationPort', 'sourcePort', 'udpLengthBytes'],
    packet: {
      hex: `${ethernet('86dd')} ${ipv6('3c', '0010')} 11 00 c9 04 00000000 ${UDP}`, // a home address of 4 bytes
      theirs: { ...ethernetFields('86dd'), ...ipv6Fields('60') },
    },
  },
  {
    id: 'tcp-header-length-below-20',
    columns: ['tcpFlags', 'tcpWindow'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('06', '0028')} ${TCP_OF_4_WORDS}`,
      theirs: {
        ...ethernetFields('0800'),
        ...ipv4Fields('6', '40'),
        'tcp.srcport': '40000',
        'tcp.dstport': '80',
      },
    },
  },
  {
    id: 'short-icmp',
    columns: ['icmpType'],
    packet: {
      hex: `${ethernet('0800')} ${ipv4('01', '0019')} 0802000000`,
      theirs: { ...ethernetFields('0800'), ...ipv4Fields('1', '25') },
    },
  },
];

describe('CLASSES', () => {
  it('has an id for each', () => {
    expect(new Set(CLASSES.map(({ id }) => id)).size).toBe(CLASSES.length);
  });

  it('has an example here for each', () => {
    expect(EXAMPLES.map(({ id }) => id)).toStrictEqual(CLASSES.map(({ id }) => id));
  });

  it.each(EXAMPLES)('explains $columns by $id', async ({ id, columns, packet, options = {} }) => {
    const explained = outcomes(await compare([packet], { ...options, classes: CLASSES }));
    expect(Object.keys(explained).sort()).toStrictEqual(columns);
    expect(new Set(Object.values(explained))).toStrictEqual(new Set([id]));
  });

  it.each([
    ['a port', { 'udp.dstport': '54' }, 'destinationPort'],
    ['an address', { 'ip.src': '192.0.2.9' }, 'sourceIp'],
    ['a TTL', { 'ip.ttl': '63' }, 'hopLimit'],
    ['a tag', { 'vlan.id': '5' }, 'vlanId'],
    ['a length of IP', { 'ip.len': '29' }, 'ipLengthBytes'],
    ['a length of UDP', { 'udp.length': '9' }, 'udpLengthBytes'],
  ])('does not explain %s that is just wrong', async (_, wrong, column) => {
    const packet = { ...DNS, theirs: { ...DNS.theirs, ...wrong } };
    expect(outcomes(await compare([packet], { classes: CLASSES }))).toStrictEqual({
      [column]: 'unexplained',
    });
  });
});

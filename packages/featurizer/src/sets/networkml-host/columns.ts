import { type ColumnDeclaration } from '../../feature-set.ts';
import { PORT_KINDS } from './ports.ts';

/** Bits 0 to 7 of the traffic class octet as NetworkML names them. */
export const TRAFFIC_CLASS_BITS = [
  'ecn0',
  'ecn1',
  'dscp0',
  'dscp1',
  'dscp2',
  'dscp3',
  'dscp4',
  'dscp5',
] as const;

/** Bits 0 to 8 of the TCP flags; NetworkML names the bits of ip.flags so too. */
export const FLAG_BITS = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr', 'ns'] as const;

/** What a device's traffic was seen to be, both directions together, in the order of NetworkML's columns. */
const TRAITS = [
  ['ipv4', 'An IPv4 header was seen.'],
  ['ipv6', 'An IPv6 header was seen.'],
  ['ipx', 'EtherType 0x8137 was seen.'],
  ['nonip', 'An EtherType other than IPv4, IPv6 and ARP was seen; a VLAN tag counts as such.'],
  ['both_private_ip', "A packet had private addresses, as Python 3.11's ipaddress sees them, at both ends."],
  ['ipv4_multicast', 'A packet went to an IPv4 multicast address.'],
  ['wk_ip_protocol_tcp', 'TCP was seen, in tunnels and in packets quoted by ICMP errors too.'],
  ['wk_ip_protocol_udp', 'UDP was seen, in tunnels and in packets quoted by ICMP errors too.'],
  ['wk_ip_protocol_icmp', 'ICMP was seen.'],
  ['wk_ip_protocol_arp', 'ARP was seen.'],
  ['wk_ip_protocol_icmpv6', 'ICMPv6 was seen.'],
  ['wk_ip_protocol_gre', 'GRE was seen.'],
  ['wk_ip_protocol_esp', 'ESP was seen.'],
  ['wk_ip_protocol_ah', 'An IP authentication header was seen.'],
  ['tagged_vlan', 'A VLAN tag was seen, of VLAN 0 too.'],
] as const;

/** Name of one of the `TRAITS`. */
export type TraitName = (typeof TRAITS)[number][0];

/** The names of the `TRAITS`, in their order. */
export const TRAIT_NAMES: readonly TraitName[] = TRAITS.map(([name]) => name);

/** The statistics of a quantity, in the order of NetworkML's columns, in which the kernel gives them: name, and the words for it. */
export const STATISTICS = [
  ['max', 'Largest'],
  ['min', 'Smallest'],
  ['count', 'Number of packets with a'],
  ['total', 'Sum of the'],
  ['average', 'Mean'],
  ['median', 'Median'],
  ['variance', 'Variance (n - 1) of the'],
  ['25q', 'Lower quartile of the'],
  ['75q', 'Upper quartile of the'],
] as const;

const DIRECTION_WORDS = { out: 'packets the device sent', in: 'packets the device received' } as const;

/** `out` or `in`, the ends of NetworkML's column names. */
export type DirectionName = keyof typeof DIRECTION_WORDS;

type NamedColumn = readonly [name: string, declaration: ColumnDeclaration];

const flag = (name: string, doc: string): NamedColumn => [`tshark_${name}`, { unit: 'flag', doc }];

const statisticColumns = (direction: DirectionName): NamedColumn[] =>
  [
    { quantity: 'frame_len', unit: 'bytes', words: 'wire length' } as const,
    {
      quantity: 'time_delta',
      unit: 'seconds',
      words: 'time since the packet before in the capture',
    } as const,
  ].flatMap(({ quantity, unit, words }) =>
    STATISTICS.map(([name, doc]): NamedColumn => [
      `tshark_${name}_${quantity}_${direction}`,
      {
        unit: name === 'count' ? 'packets' : name === 'variance' ? `${unit}^2` : unit,
        doc: `${doc} ${words}, over ${DIRECTION_WORDS[direction]}; 0 if none.`,
      },
    ]),
  );

/** Columns under a heading. */
const grouped = (group: string, columns: readonly NamedColumn[]): NamedColumn[] =>
  columns.map(([name, declaration]) => [name, { ...declaration, group }]);

const directionColumns = (direction: DirectionName): NamedColumn[] => {
  const way = { out: 'sent', in: 'received' }[direction];
  return [
    ...grouped(`lengths and times, ${way}`, statisticColumns(direction)),
    ...grouped(`header bits, ${way}`, bitColumns(direction)),
    ...grouped(`ports, ${way}`, portColumns(direction)),
  ];
};

const bitColumns = (direction: DirectionName): NamedColumn[] => {
  const packets = DIRECTION_WORDS[direction];
  return [
    ...TRAFFIC_CLASS_BITS.map((bit) =>
      flag(`ip_dsfield_${bit}_${direction}`, `Bit ${bit} of the IPv4 traffic class was set in ${packets}.`),
    ),
    ...FLAG_BITS.map((bit, index) =>
      flag(
        `ip_flags_${bit}_${direction}`,
        `Bit ${index} of the IPv4 flags was set in ${packets}; named like a TCP flag by mistake of NetworkML's.`,
      ),
    ),
    ...FLAG_BITS.map((bit) =>
      flag(`tcp_flags_${bit}_${direction}`, `TCP flag ${bit} was set in ${packets}.`),
    ),
  ];
};

const portColumns = (direction: DirectionName): NamedColumn[] =>
  (['tcp', 'udp'] as const).flatMap((transport) =>
    PORT_KINDS.map(({ portClass, port }) =>
      flag(
        `${transport}_${portClass}_port_${port}_${direction}`,
        `The smaller ${transport.toUpperCase()} port was ${port} (${portClass}) in ${DIRECTION_WORDS[direction]}, over IPv4.`,
      ),
    ),
  );

const ratioColumns = (): NamedColumn[] =>
  (['tcp', 'udp'] as const).flatMap((transport) =>
    PORT_KINDS.map(({ portClass, port }): NamedColumn => [
      `tshark_${transport}_${portClass}_packet_ratio_io_port_${port}`,
      {
        unit: 'ratio',
        doc: `Packets from ${transport.toUpperCase()} port ${port} (${portClass}) by packets to it, both directions; 0 if one is missing.`,
        modelInput: false,
      },
    ]),
  );

const UNIQUE_WORDS = "'no address' counting as one, over packets the device sent; at most 16,384.";

/** The 280 numeric columns of NetworkML's host rows, in its order. */
export const HOST_COLUMNS: Readonly<Record<string, ColumnDeclaration>> = Object.fromEntries([
  ...directionColumns('out'),
  ...directionColumns('in'),
  ...grouped('both ways', [
    ...TRAITS.map(([name, doc]) => flag(name, doc)),
    [
      'tshark_frame_epoch',
      { unit: 'epoch-seconds', doc: 'Time of the latest packet; 0 if none has a time.', modelInput: false },
    ],
  ]),
  ...grouped('ratios of ports', ratioColumns()),
  ...grouped('addresses', [
    ['tshark_unique_srcips', { unit: 'count', doc: `Distinct source addresses, ${UNIQUE_WORDS}` }],
    ['tshark_unique_dstips', { unit: 'count', doc: `Distinct destination addresses, ${UNIQUE_WORDS}` }],
  ]),
] satisfies NamedColumn[]);

/** The names of `HOST_COLUMNS`, put together once: every row of values is in this order. */
export const HOST_COLUMN_NAMES: readonly string[] = Object.keys(HOST_COLUMNS);

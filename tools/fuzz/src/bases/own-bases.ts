import { hex, join, uint32 } from '../bytes.ts';
import type { Base } from './base.ts';
import { type PcapLayout, block, describe, enhanced, option, pcap, section, snoop } from './files.ts';
import { LINKS } from './links.ts';
import { FRAMES, IP_PACKETS } from './packets.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const END = option(0, new Uint8Array());

/** pcap in each of its layouts. */
const LAYOUTS: Readonly<Record<string, PcapLayout>> = {
  'pcap big-endian': { littleEndian: false },
  'pcap nanoseconds': { magic: 0xa1b23c4d },
  'pcap modified': { magic: 0xa1b2cd34, extra: [0, 8] },
  'pcap modified big-endian': { magic: 0xa1b2cd34, extra: [0, 8], littleEndian: false },
  'pcap ixia': { magic: 0x1c0001ac, extra: [4, 0] },
  'pcap ixia software': { magic: 0x1c0001ab, extra: [4, 0], littleEndian: false },
  'pcap 2.2': { version: [2, 2] },
  'pcap 2.3': { version: [2, 3] },
  'pcap 543.0': { version: [543, 0] },
  'pcap aix': { version: [2, 2], linkType: 6 },
  'pcap aix fddi': { version: [2, 2], linkType: 15 },
  'pcap fcs': { linkType: 0x2400_0001 },
};

const INTERFACE_OPTIONS = join(
  option(2, text('eth0')),
  option(3, text('an interface')),
  option(4, hex('c0000201 ffffff00')),
  option(8, hex('00e1f50500000000')),
  option(9, Uint8Array.of(9)),
  option(11, text('\0ip')),
  option(12, text('an operating system')),
  option(13, Uint8Array.of(4)),
  option(14, hex('3c00000000000000')),
  END,
);
const SECTION_OPTIONS = join(
  option(1, text('a comment')),
  option(2, text('a machine')),
  option(3, text('a system')),
  option(4, text('a program')),
  END,
);
const PACKET_OPTIONS = join(
  option(1, text('on a packet')),
  option(2, uint32(1, true)),
  option(4, hex('0300000000000000')),
  END,
);

/** Blocks that hold no packet: names, statistics, journal, secrets, custom, one that nobody knows. */
const OTHER_BLOCKS = join(
  block(4, hex('0100 0900 c0000202 686f737400 000000 00000000')),
  block(
    5,
    join(
      '00000000 119a0600 00b0fcd3',
      option(4, hex('0a00000000000000')),
      option(5, hex('0100000000000000')),
      END,
    ),
  ),
  block(9, text('MESSAGE=hello\n\n\n')),
  block(10, join('4b534c54 04000000', text('none'))),
  block(0xbad, hex('b1730000 01020304')),
  block(0x4000_0bad, hex('b1730000 01020304')),
  block(0x7fff_0001, hex('00000000')),
);

const simple = (packet: Uint8Array): Uint8Array => block(3, join(uint32(packet.length, true), packet));
const old = (packet: Uint8Array): Uint8Array =>
  block(
    2,
    join('0100 0500 119a0600 00b0fcd3', uint32(packet.length, true), uint32(packet.length, true), packet),
  );

/** Every kind of block, mixed interfaces, two sections in different byte orders. */
const PCAPNG = join(
  section(true, SECTION_OPTIONS),
  describe(1, true, INTERFACE_OPTIONS),
  describe(101, true, join(option(9, Uint8Array.of(0x8a)), END)),
  ...FRAMES.slice(0, 12).map((packet) => enhanced(packet, { options: PACKET_OPTIONS })),
  OTHER_BLOCKS,
  ...IP_PACKETS.slice(0, 8).map((packet) => enhanced(packet, { interface: 1 })),
  ...IP_PACKETS.slice(8, 12).map(old),
  ...FRAMES.slice(12, 20).map(simple),
  section(false),
  describe(113, false),
  describe(1, false),
  ...FRAMES.map((packet) => enhanced(packet, { interface: 1, little: false })),
);

/** All links in one file, each by an interface of its own. */
const ALL_LINKS = join(
  section(),
  ...LINKS.map(({ linkType }) => describe(linkType)),
  ...LINKS.flatMap(({ packets }, index) =>
    packets.slice(0, 4).map((packet) => enhanced(packet, { interface: index })),
  ),
);

/** Captures of our own making: every format and every link type, from a few packets each. */
export const ownBases = (): Base[] => [
  ...LINKS.map(({ linkType, packets }) => ({ name: `link ${linkType}`, bytes: pcap(packets, { linkType }) })),
  ...Object.entries(LAYOUTS).map(([name, layout]) => ({ name, bytes: pcap(FRAMES, layout) })),
  { name: 'snoop', bytes: snoop(FRAMES) },
  { name: 'snoop fddi', bytes: snoop(LINKS.find(({ linkType }) => linkType === 10)?.packets ?? [], 8) },
  { name: 'snoop shomiti', bytes: snoop(FRAMES, 10, 4) },
  { name: 'pcapng', bytes: PCAPNG },
  { name: 'pcapng links', bytes: ALL_LINKS },
];

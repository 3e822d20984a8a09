import { hex, join, uint16, uint32 } from './bytes.ts';

/** How a pcap file is laid out. */
export interface PcapLayout {
  readonly littleEndian?: boolean;
  readonly nanoseconds?: boolean;
  /** The whole word that the link type is the lower half of. */
  readonly linkType?: number;
  /** In place of the number that says the resolution. */
  readonly magic?: number;
  readonly version?: readonly [major: number, minor: number];
}

/** The 24 bytes at the start of a pcap file, of version 2.4 unless told otherwise, with snap length 65535. */
export const pcapHeader = (layout: PcapLayout = {}): Uint8Array<ArrayBuffer> => {
  const { littleEndian = true, nanoseconds = false, linkType = 1, version = [2, 4] } = layout;
  return join(
    uint32(layout.magic ?? (nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4), littleEndian),
    uint16(version[0], littleEndian),
    uint16(version[1], littleEndian),
    '00000000 00000000', // time zone and accuracy, unused
    uint32(65_535, littleEndian),
    uint32(linkType, littleEndian),
  );
};

/** A packet with its time. */
export interface Timed {
  readonly seconds: number;
  /** Micro- or nanoseconds, as the file says. */
  readonly ticks: number;
  readonly packet: Uint8Array;
  /** By default the packet's own length. */
  readonly wireLengthBytes?: number;
}

/** One record of a pcap file. */
export const pcapRecord = (timed: Timed, littleEndian = true): Uint8Array<ArrayBuffer> =>
  join(
    uint32(timed.seconds, littleEndian),
    uint32(timed.ticks, littleEndian),
    uint32(timed.packet.length, littleEndian),
    uint32(timed.wireLengthBytes ?? timed.packet.length, littleEndian),
    timed.packet,
  );

/** A pcap file of packets one millisecond apart, the first at 1,700,000,000 s. */
export const pcapOf = (packets: readonly Uint8Array[], layout: PcapLayout = {}): Uint8Array<ArrayBuffer> => {
  const tick = layout.nanoseconds === true ? 1_000_000 : 1000;
  const records = packets.map((packet, i) =>
    pcapRecord({ seconds: 1_700_000_000, ticks: i * tick, packet }, layout.littleEndian),
  );
  return join(pcapHeader(layout), ...records);
};

/** The 16 bytes at the start of a snoop file, of version 2 and Ethernet unless told otherwise. */
export const snoopHeader = (dataLink = 4, version = 2): Uint8Array<ArrayBuffer> =>
  join('736e6f6f70000000', uint32(version), uint32(dataLink));

/** One record of a snoop file, padded to four bytes and `padding` more. */
export const snoopRecord = (
  { seconds, ticks, packet, wireLengthBytes = packet.length }: Timed,
  { drops = 0, padding = 0 }: { readonly drops?: number; readonly padding?: number } = {},
): Uint8Array<ArrayBuffer> => {
  const pad = new Uint8Array((-packet.length & 3) + padding);
  const length = 24 + packet.length + pad.length;
  return join(
    uint32(wireLengthBytes),
    uint32(packet.length),
    uint32(length),
    uint32(drops),
    uint32(seconds),
    uint32(ticks),
    packet,
    pad,
  );
};

/** A snoop file of packets one millisecond apart, the first at 1,700,000,000 s. */
export const snoopOf = (packets: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  join(
    snoopHeader(),
    ...packets.map((packet, i) => snoopRecord({ seconds: 1_700_000_000, ticks: i * 1000, packet })),
  );

/** A pcapng block: type, length, body padded to four bytes, length. */
export const block = (
  type: number,
  body: string | Uint8Array,
  littleEndian = true,
): Uint8Array<ArrayBuffer> => {
  const bytes = join(body);
  const padding = new Uint8Array(-bytes.length & 3);
  const length = uint32(12 + bytes.length + padding.length, littleEndian);
  return join(uint32(type, littleEndian), length, bytes, padding, length);
};

/** What of a section header a test may want to choose. */
export interface SectionFields {
  readonly major?: number;
  readonly options?: Uint8Array;
}

/** A section header block of version 1.0 and unknown section length. */
export const sectionHeader = (
  littleEndian = true,
  { major = 1, options = new Uint8Array(0) }: SectionFields = {},
): Uint8Array<ArrayBuffer> =>
  block(
    0x0a0d0d0a,
    join(
      uint32(0x1a2b3c4d, littleEndian),
      uint16(major, littleEndian),
      uint16(0, littleEndian),
      'ffffffffffffffff',
      options,
    ),
    littleEndian,
  );

/** A pcapng option with its padding. */
export const option = (
  code: number,
  value: string | Uint8Array,
  littleEndian = true,
): Uint8Array<ArrayBuffer> => {
  const bytes = typeof value === 'string' ? hex(value) : value;
  return join(
    uint16(code, littleEndian),
    uint16(bytes.length, littleEndian),
    bytes,
    new Uint8Array(-bytes.length & 3),
  );
};

/** What of an interface a test may want to choose. */
export interface InterfaceFields {
  readonly linkType?: number;
  readonly snapLengthBytes?: number;
  readonly options?: Uint8Array;
  readonly littleEndian?: boolean;
}

/** An interface description block: Ethernet without a snap length, in microseconds. */
export const interfaceBlock = (fields: InterfaceFields = {}): Uint8Array<ArrayBuffer> => {
  const { linkType = 1, snapLengthBytes = 0, options = new Uint8Array(0), littleEndian = true } = fields;
  return block(
    1,
    join(uint16(linkType, littleEndian), '0000', uint32(snapLengthBytes, littleEndian), options),
    littleEndian,
  );
};

/** What of a packet block a test may want to choose. */
export interface PacketFields {
  readonly interfaceId?: number;
  /** The 64-bit timestamp. */
  readonly ticks?: bigint;
  readonly capturedLengthBytes?: number;
  readonly wireLengthBytes?: number;
  readonly littleEndian?: boolean;
  readonly options?: Uint8Array;
}

const packetBody = (interfaceWord: Uint8Array, packet: Uint8Array, fields: PacketFields): Uint8Array => {
  const { ticks = 0n, littleEndian = true } = fields;
  return join(
    interfaceWord,
    uint32(Number(ticks >> 32n), littleEndian),
    uint32(Number(ticks & 0xffffffffn), littleEndian),
    uint32(fields.capturedLengthBytes ?? packet.length, littleEndian),
    uint32(fields.wireLengthBytes ?? packet.length, littleEndian),
    packet,
    ...(fields.options === undefined ? [] : [new Uint8Array(-packet.length & 3), fields.options]),
  );
};

/** An enhanced packet block. */
export const enhancedPacket = (packet: Uint8Array, fields: PacketFields = {}): Uint8Array<ArrayBuffer> => {
  const { interfaceId = 0, littleEndian = true } = fields;
  return block(6, packetBody(uint32(interfaceId, littleEndian), packet, fields), littleEndian);
};

/** A packet block of the form that enhanced packet blocks replaced; 0xffff: drops are not counted. */
export const oldPacket = (
  packet: Uint8Array,
  fields: PacketFields & { readonly drops?: number } = {},
): Uint8Array<ArrayBuffer> => {
  const { interfaceId = 0, littleEndian = true, drops = 0xffff } = fields;
  const words = join(uint16(interfaceId, littleEndian), uint16(drops, littleEndian));
  return block(2, packetBody(words, packet, fields), littleEndian);
};

/** A simple packet block, which carries no time. */
export const simplePacket = (
  packet: Uint8Array,
  wireLengthBytes: number = packet.length,
): Uint8Array<ArrayBuffer> => block(3, join(uint32(wireLengthBytes, true), packet));

/** A little-endian pcapng file of one section and one interface, packets one millisecond apart. */
export const pcapngOf = (packets: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  join(
    sectionHeader(),
    interfaceBlock(),
    ...packets.map((packet, i) =>
      enhancedPacket(packet, { ticks: 1_700_000_000_000_000n + BigInt(i) * 1000n }),
    ),
  );

import { join, uint16, uint32 } from '../bytes.ts';

/** How a pcap file departs from version 2.4 in microseconds and little-endian order. */
export interface PcapLayout {
  readonly magic?: number;
  readonly littleEndian?: boolean;
  readonly version?: readonly [major: number, minor: number];
  readonly linkType?: number;
  /** Bytes behind the file header of 24 bytes and behind every record header of 16. */
  readonly extra?: readonly [header: number, record: number];
}

/** A pcap file of packets a millisecond apart; draft-ietf-opsawg-pcap. */
export const pcap = (packets: readonly Uint8Array[], layout: PcapLayout = {}): Uint8Array => {
  const { magic = 0xa1b2c3d4, littleEndian: little = true, version = [2, 4] } = layout;
  const [headerExtra, recordExtra] = layout.extra ?? [0, 0];
  const swapped = version[0] === 2 && version[1] < 3;
  const records = packets.flatMap((packet, index) => {
    const wire = uint32(packet.length + (index % 3), little);
    const captured = uint32(packet.length, little);
    const lengths = swapped ? [wire, captured] : [captured, wire];
    const time = [uint32(1_700_000_000, little), uint32(index * 1000, little)];
    return [...time, ...lengths, new Uint8Array(recordExtra), packet];
  });
  return join(
    uint32(magic, little),
    uint16(version[0], little),
    uint16(version[1], little),
    '00000000 00000000',
    uint32(65_535, little),
    uint32(layout.linkType ?? 1, little),
    new Uint8Array(headerExtra),
    ...records,
  );
};

/** A snoop file (RFC 1761); `datalink` is a number of its own. */
export const snoop = (packets: readonly Uint8Array[], datalink = 4, version = 2): Uint8Array =>
  join(
    '736e6f6f70000000',
    uint32(version),
    uint32(datalink),
    ...packets.map((packet, index) => {
      const padding = new Uint8Array(-packet.length & 3);
      const length = uint32(24 + packet.length + padding.length);
      const captured = uint32(packet.length);
      return join(
        captured,
        captured,
        length,
        '00000000',
        uint32(1_700_000_000),
        uint32(index),
        packet,
        padding,
      );
    }),
  );

/** A pcapng option with its padding. */
export const option = (code: number, value: Uint8Array, little = true): Uint8Array =>
  join(uint16(code, little), uint16(value.length, little), value, new Uint8Array(-value.length & 3));

/** A pcapng block: type, length, body padded to four bytes, length. */
export const block = (type: number, body: Uint8Array, little = true): Uint8Array => {
  const padding = new Uint8Array(-body.length & 3);
  const length = uint32(12 + body.length + padding.length, little);
  return join(uint32(type, little), length, body, padding, length);
};

/** A section header block with some options; its length is said to be unknown. */
export const section = (little = true, options: Uint8Array = new Uint8Array()): Uint8Array =>
  block(
    0x0a0d0d0a,
    join(uint32(0x1a2b3c4d, little), uint16(1, little), '0000 ffffffffffffffff', options),
    little,
  );

/** An interface description block. */
export const describe = (
  linkType: number,
  little = true,
  options: Uint8Array = new Uint8Array(),
): Uint8Array => block(1, join(uint16(linkType, little), '0000', uint32(65_535, little), options), little);

/** An enhanced packet block on an interface, with options. */
export const enhanced = (
  packet: Uint8Array,
  place: { readonly interface?: number; readonly little?: boolean; readonly options?: Uint8Array } = {},
): Uint8Array => {
  const { little = true, options = new Uint8Array() } = place;
  return block(
    6,
    join(
      uint32(place.interface ?? 0, little),
      uint32(0x60a11, little),
      uint32(0xd3fcb000, little),
      uint32(packet.length, little),
      uint32(packet.length + 2, little),
      packet,
      new Uint8Array(-packet.length & 3),
      options,
    ),
    little,
  );
};

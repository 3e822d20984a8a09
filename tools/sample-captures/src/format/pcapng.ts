import { concat, zeros } from '../packet/bytes.ts';
import { type Packet, SNAP_LENGTH_BYTES } from './packet.ts';

/** An interface description block. */
export interface CaptureInterface {
  readonly name: string;
  /** A number of `LINK_TYPE`. */
  readonly linkType: number;
}

const BLOCK = { SectionHeader: 0x0a0d0d0a, Interface: 1, EnhancedPacket: 6 } as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const OPTION = { End: 0, Name: 2, TimestampResolution: 9 } as const;
const NANOSECONDS = 9;

/** A little-endian pcapng file (draft-ietf-opsawg-pcapng) of one section, with nanosecond timestamps. */
export function writePcapng(packets: readonly Packet[], interfaces: readonly CaptureInterface[]): Uint8Array {
  const unknownLength = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
  const section = concat(uint32(BYTE_ORDER_MAGIC), uint16(1), uint16(0), Uint8Array.from(unknownLength));
  return concat(
    block(BLOCK.SectionHeader, section),
    ...interfaces.map((each) => block(BLOCK.Interface, interfaceBody(each))),
    ...packets.map((packet) => block(BLOCK.EnhancedPacket, packetBody(packet))),
  );
}

function interfaceBody({ name, linkType }: CaptureInterface): Uint8Array {
  return concat(
    uint16(linkType),
    uint16(0),
    uint32(SNAP_LENGTH_BYTES),
    option(OPTION.Name, new TextEncoder().encode(name)),
    option(OPTION.TimestampResolution, Uint8Array.of(NANOSECONDS)),
    option(OPTION.End, Uint8Array.of()),
  );
}

function packetBody({ interfaceIndex, timestampNanos, bytes }: Packet): Uint8Array {
  return concat(
    uint32(interfaceIndex),
    uint32(Number(timestampNanos >> 32n)),
    uint32(Number(timestampNanos & 0xffffffffn)),
    uint32(bytes.length),
    uint32(bytes.length),
    padded(bytes),
  );
}

function block(type: number, body: Uint8Array): Uint8Array {
  const length = uint32(12 + body.length);
  return concat(uint32(type), length, body, length);
}

function option(code: number, value: Uint8Array): Uint8Array {
  return concat(uint16(code), uint16(value.length), padded(value));
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat(bytes, zeros(-bytes.length & 3));
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >> 8);
}

function uint32(value: number): Uint8Array {
  return concat(uint16(value & 0xffff), uint16(value >>> 16));
}

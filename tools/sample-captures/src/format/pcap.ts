import { type Packet, SNAP_LENGTH_BYTES } from './packet.ts';

/** How a pcap file is written. */
export interface PcapFormat {
  /** A number of `LINK_TYPE`. */
  readonly linkType: number;
  readonly byteOrder: 'little' | 'big';
  readonly precision: 'micros' | 'nanos';
}

const MAGIC = { micros: 0xa1b2c3d4, nanos: 0xa1b23c4d } as const;
const NANOS_PER_TICK = { micros: 1_000n, nanos: 1n } as const;
const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;

/** A pcap file (draft-ietf-opsawg-pcap). */
export function writePcap(packets: readonly Packet[], format: PcapFormat): Uint8Array {
  const payloadBytes = packets.reduce((total, packet) => total + packet.bytes.length, 0);
  const file = new Uint8Array(FILE_HEADER_BYTES + packets.length * RECORD_HEADER_BYTES + payloadBytes);
  const view = new DataView(file.buffer);
  const isLittle = format.byteOrder === 'little';
  view.setUint32(0, MAGIC[format.precision], isLittle);
  view.setUint16(4, 2, isLittle);
  view.setUint16(6, 4, isLittle);
  view.setUint32(16, SNAP_LENGTH_BYTES, isLittle);
  view.setUint32(20, format.linkType, isLittle);
  let offset = FILE_HEADER_BYTES;
  for (const packet of packets) {
    const nanosOfSecond = packet.timestampNanos % 1_000_000_000n;
    view.setUint32(offset, Number(packet.timestampNanos / 1_000_000_000n), isLittle);
    view.setUint32(offset + 4, Number(nanosOfSecond / NANOS_PER_TICK[format.precision]), isLittle);
    view.setUint32(offset + 8, packet.bytes.length, isLittle);
    view.setUint32(offset + 12, packet.bytes.length, isLittle);
    file.set(packet.bytes, offset + RECORD_HEADER_BYTES);
    offset += RECORD_HEADER_BYTES + packet.bytes.length;
  }
  return file;
}

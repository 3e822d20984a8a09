import type { CaptureLayout } from './capture-file.ts';
import { LINK_TYPE_ETHERNET, SNAP_LENGTH_BYTES } from './pcap-layout.ts';

/** Block types; draft-ietf-opsawg-pcapng, section 4. */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const SECTION_HEADER_BYTES = 28;
const INTERFACE_BYTES = 20;
/** What comes before the packet's bytes in a block, and the repeated length behind them. */
const DATA_OFFSET_BYTES = 28;
const TRAILER_BYTES = 4;

const MICROS_PER_SECOND = 1_000_000;

const fileHeader = (): Uint8Array => {
  const header = new DataView(new ArrayBuffer(SECTION_HEADER_BYTES + INTERFACE_BYTES));
  header.setUint32(0, SECTION_HEADER, true);
  header.setUint32(4, SECTION_HEADER_BYTES, true);
  header.setUint32(8, BYTE_ORDER_MAGIC, true);
  header.setUint16(12, 1, true);
  header.setBigInt64(16, -1n, true); // the length of the section is not told
  header.setUint32(24, SECTION_HEADER_BYTES, true);
  header.setUint32(28, INTERFACE_DESCRIPTION, true);
  header.setUint32(32, INTERFACE_BYTES, true);
  header.setUint16(36, LINK_TYPE_ETHERNET, true);
  header.setUint32(40, SNAP_LENGTH_BYTES, true);
  header.setUint32(44, INTERFACE_BYTES, true);
  return new Uint8Array(header.buffer);
};

const blockBytes = (dataBytes: number): number =>
  DATA_OFFSET_BYTES + Math.ceil(dataBytes / 4) * 4 + TRAILER_BYTES;

/** Little-endian pcapng with one Ethernet interface, microseconds, and enhanced packet blocks without options. */
export const pcapngLayout: CaptureLayout = {
  header: fileHeader(),
  recordBytes: ({ data }) => blockBytes(data.length),
  putRecord: (bytes, offset, { seconds, micros, wireLengthBytes, data }) => {
    const length = blockBytes(data.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
    const ticks = seconds * MICROS_PER_SECOND + micros;
    view.setUint32(0, ENHANCED_PACKET, true);
    view.setUint32(4, length, true);
    view.setUint32(8, 0, true);
    view.setUint32(12, Math.floor(ticks / 2 ** 32), true);
    view.setUint32(16, ticks % 2 ** 32, true);
    view.setUint32(20, data.length, true);
    view.setUint32(24, wireLengthBytes, true);
    const dataEnd = offset + DATA_OFFSET_BYTES + data.length;
    bytes.set(data, offset + DATA_OFFSET_BYTES);
    bytes.fill(0, dataEnd, offset + length - TRAILER_BYTES);
    view.setUint32(length - TRAILER_BYTES, length, true);
  },
};

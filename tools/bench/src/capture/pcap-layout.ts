import type { CaptureLayout } from './capture-file.ts';

/** Length of the file header and of a record header; draft-ietf-opsawg-pcap, section 4 and 5. */
export const PCAP_HEADER_BYTES = 24;
export const PCAP_RECORD_HEADER_BYTES = 16;

export const PCAP_MAGIC = 0xa1b2c3d4;
export const LINK_TYPE_ETHERNET = 1;
export const SNAP_LENGTH_BYTES = 262_144;

const fileHeader = (): Uint8Array => {
  const header = new DataView(new ArrayBuffer(PCAP_HEADER_BYTES));
  header.setUint32(0, PCAP_MAGIC, true);
  header.setUint16(4, 2, true);
  header.setUint16(6, 4, true);
  header.setUint32(16, SNAP_LENGTH_BYTES, true);
  header.setUint32(20, LINK_TYPE_ETHERNET, true);
  return new Uint8Array(header.buffer);
};

/** Little-endian pcap of Ethernet with microseconds, as most programs write it. */
export const pcapLayout: CaptureLayout = {
  header: fileHeader(),
  recordBytes: ({ data }) => PCAP_RECORD_HEADER_BYTES + data.length,
  putRecord: (bytes, offset, { seconds, micros, wireLengthBytes, data }) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, PCAP_RECORD_HEADER_BYTES);
    view.setUint32(0, seconds, true);
    view.setUint32(4, micros, true);
    view.setUint32(8, data.length, true);
    view.setUint32(12, wireLengthBytes, true);
    bytes.set(data, offset + PCAP_RECORD_HEADER_BYTES);
  },
};

import { pcapLayout } from './pcap-layout.ts';

const BLOCK_BYTES = 1 << 20;

/** Ethernet, IPv4 and UDP from port 4660 to 53 with a payload of zeros, 200 bytes in all; no host has these addresses. */
const PACKET = Uint8Array.from([
  ...[0x02, 0, 0, 0, 0, 0x02, 0x02, 0, 0, 0, 0, 0x01, 0x08, 0x00], // two local addresses, IPv4
  ...[0x45, 0, 0, 186, 0, 1, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 198, 51, 100, 1], // 192.0.2.1 to 198.51.100.1
  ...[0x12, 0x34, 0, 53, 0, 166, 0, 0], // UDP of 166 bytes
  ...new Uint8Array(158),
]);

/** About a mebibyte of whole pcap records, to be written again and again. */
export const repeatedRecords = (): Uint8Array => {
  const record = { seconds: 1_600_000_000, micros: 0, wireLengthBytes: PACKET.length, data: PACKET };
  const length = pcapLayout.recordBytes(record);
  const count = Math.floor(BLOCK_BYTES / length);
  const block = new Uint8Array(count * length);
  for (let offset = 0; offset < block.length; offset += length) pcapLayout.putRecord(block, offset, record);
  return block;
};

import { closeSync, openSync, writeSync } from 'node:fs';
import type { Packet } from './packet.ts';

const BUFFER_BYTES = 1 << 18;
const LINK_TYPE_ETHERNET = 1;

/** A capture being written. */
export interface PcapFile {
  /** Adds a packet; packets come in order of time. */
  readonly write: (packet: Packet) => void;
  readonly close: () => void;
}

/** A little-endian pcap of microseconds (draft-ietf-opsawg-pcap); packets keep the length they had on the wire. */
export const createPcapFile = (path: string, startSeconds: number): PcapFile => {
  const file = openSync(path, 'w');
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = writeHeader(buffer);
  const flush = (): void => {
    writeSync(file, buffer, 0, used);
    used = 0;
  };
  return {
    write: ({ atMicros, bytes, wireBytes }) => {
      if (used + 16 + bytes.length > BUFFER_BYTES) flush();
      const micros = Math.floor(atMicros);
      buffer.writeUInt32LE(startSeconds + Math.floor(micros / 1e6), used);
      buffer.writeUInt32LE(micros % 1e6, used + 4);
      buffer.writeUInt32LE(bytes.length, used + 8);
      buffer.writeUInt32LE(wireBytes, used + 12);
      buffer.set(bytes, used + 16);
      used += 16 + bytes.length;
    },
    close: () => {
      flush();
      closeSync(file);
    },
  };
};

const writeHeader = (buffer: Buffer): number => {
  buffer.writeUInt32LE(0xa1b2c3d4, 0);
  buffer.writeUInt16LE(2, 4);
  buffer.writeUInt16LE(4, 6);
  buffer.fill(0, 8, 16);
  buffer.writeUInt32LE(262_144, 16);
  buffer.writeUInt32LE(LINK_TYPE_ETHERNET, 20);
  return 24;
};

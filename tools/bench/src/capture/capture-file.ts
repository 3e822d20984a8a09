import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 1 << 20;

/** One packet as a capture file records it. */
export interface PacketRecord {
  /** Whole seconds since 1970-01-01 UTC. */
  readonly seconds: number;
  readonly micros: number;
  readonly wireLengthBytes: number;
  /** The bytes that were captured. */
  readonly data: Uint8Array;
}

/** Takes packets for one capture file; what it holds in memory does not grow with the file. */
export interface CaptureWriter {
  write(packet: PacketRecord): void;
  /** Writes what is still held and lets go of the file. */
  close(): void;
  /** Bytes taken in so far. */
  readonly bytes: number;
}

/** The bytes of a file header, and how many bytes a packet takes and what they are. */
export interface CaptureLayout {
  readonly header: Uint8Array;
  recordBytes(packet: PacketRecord): number;
  /** Writes the record at `offset`; the bytes there may hold anything. */
  putRecord(bytes: Uint8Array, offset: number, packet: PacketRecord): void;
}

/** Opens a capture file for writing; a file that is there is replaced. */
export const writeCaptureFile = (path: string, layout: CaptureLayout): CaptureWriter => {
  const file = openSync(path, 'w');
  const buffer = new Uint8Array(BUFFER_BYTES);
  buffer.set(layout.header);
  let held = layout.header.length;
  let written = 0;
  const flush = (): void => {
    for (let from = 0; from < held;) from += writeSync(file, buffer, from, held - from);
    written += held;
    held = 0;
  };
  return {
    write: (packet) => {
      const length = layout.recordBytes(packet);
      if (held + length > buffer.length) flush();
      layout.putRecord(buffer, held, packet);
      held += length;
    },
    close: () => {
      flush();
      closeSync(file);
    },
    get bytes() {
      return written + held;
    },
  };
};

import { openCaptureSync, type SyncCapture } from '@networkml/pcap-reader';

import { HOME, type TypicalAddresses } from './typical-addresses.ts';
import { typicalPackets } from './typical-packets.ts';

/** How the typical capture is taken and read. */
export interface TypicalCaptureOptions {
  /** Whose packets; those of a home network unless given. */
  readonly addresses?: TypicalAddresses;
  /** Bytes of a packet that are kept at most; all unless given. */
  readonly snapBytes?: number;
  /** Whether the last headers are filled; yes unless given. */
  readonly last?: boolean;
  /** Packets a batch holds at most; all unless given. */
  readonly batchCapacity?: number;
}

/** Enough for the whole capture. */
const WHOLE = 256;
const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;

/** The packets of `typicalPackets` as pcap, which is read from memory. */
export const openTypicalCapture = (options: TypicalCaptureOptions = {}): SyncCapture =>
  openCaptureSync(pcapOf(options), {
    name: 'typical.pcap',
    last: options.last ?? true,
    batchCapacity: options.batchCapacity ?? WHOLE,
  });

/** A pcap file, little-endian with nanoseconds, of Ethernet. */
const pcapOf = ({ addresses = HOME, snapBytes = 65_535 }: TypicalCaptureOptions): Uint8Array<ArrayBuffer> => {
  const packets = typicalPackets(addresses).map(({ millis, bytes, cutAt = bytes.length }) => ({
    millis,
    bytes,
    kept: Math.min(cutAt, snapBytes, bytes.length),
  }));
  const size = packets.reduce((sum, { kept }) => sum + RECORD_HEADER_BYTES + kept, FILE_HEADER_BYTES);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  [0xa1b23c4d, 0x00040002, 0, 0, snapBytes, 1].forEach((word, at) => view.setUint32(at * 4, word, true));
  let at = FILE_HEADER_BYTES;
  for (const { millis, bytes, kept } of packets) {
    view.setUint32(at, addresses.startSeconds + Math.floor(millis / 1000), true);
    view.setUint32(at + 4, (millis % 1000) * 1_000_000, true);
    view.setUint32(at + 8, kept, true);
    view.setUint32(at + 12, bytes.length, true);
    file.set(bytes.subarray(0, kept), at + RECORD_HEADER_BYTES);
    at += RECORD_HEADER_BYTES + kept;
  }
  return file;
};

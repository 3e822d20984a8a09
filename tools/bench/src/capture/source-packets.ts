import { readFileSync } from 'node:fs';
import type { PacketRecord } from './capture-file.ts';
import {
  LINK_TYPE_ETHERNET,
  PCAP_HEADER_BYTES,
  PCAP_MAGIC,
  PCAP_RECORD_HEADER_BYTES,
} from './pcap-layout.ts';

/** Seconds between the last packet of a capture and the first of the next. */
const PAUSE_SECONDS = 1;

/** Whether a file is little-endian pcap of Ethernet with microseconds, the only kind that is repeated. */
export const isPlainEthernet = (bytes: Uint8Array): boolean => {
  if (bytes.length < PCAP_HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, PCAP_HEADER_BYTES);
  return view.getUint32(0, true) === PCAP_MAGIC && view.getUint32(20, true) === LINK_TYPE_ETHERNET;
};

/**
 * The packets of captures one after the other, again and again without end, their times shifted so that every capture
 * starts after the one before it. One file is in memory at a time, and one packet object at a time means anything.
 *
 * @throws Error where no capture holds a packet.
 */
export function* repeatPackets(paths: readonly string[], startSeconds: number): Generator<PacketRecord> {
  let now = startSeconds;
  for (;;) {
    const roundStart = now;
    for (const path of paths) {
      const bytes = readFileSync(path);
      if (!isPlainEthernet(bytes)) continue;
      now = yield* shiftedPackets(bytes, now);
    }
    if (now === roundStart) throw new Error('None of the captures to repeat holds an Ethernet packet.');
  }
}

/** Yields the whole records of one pcap file and returns the second at which the next may start. */
function* shiftedPackets(bytes: Uint8Array, startSeconds: number): Generator<PacketRecord, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let shift: number | undefined;
  let next = startSeconds;
  let offset = PCAP_HEADER_BYTES;
  while (offset + PCAP_RECORD_HEADER_BYTES <= bytes.length) {
    const data = offset + PCAP_RECORD_HEADER_BYTES;
    const end = data + view.getUint32(offset + 8, true);
    if (end > bytes.length) break;
    const recorded = view.getUint32(offset, true);
    shift ??= startSeconds - recorded;
    const seconds = recorded + shift;
    yield {
      seconds,
      micros: view.getUint32(offset + 4, true),
      wireLengthBytes: view.getUint32(offset + 12, true),
      data: bytes.subarray(data, end),
    };
    next = Math.max(next, seconds + PAUSE_SECONDS);
    offset = end;
  }
  return next;
}

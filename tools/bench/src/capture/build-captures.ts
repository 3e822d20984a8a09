import { type CaptureWriter, type PacketRecord, writeCaptureFile } from './capture-file.ts';
import { pcapLayout } from './pcap-layout.ts';
import { pcapngLayout } from './pcapng-layout.ts';

/** Where captures of the same packets are written. */
export interface CapturePaths {
  readonly pcap: string;
  readonly pcapng: string;
  /** A pcap of the first `SLICE_PACKETS` packets, for subjects that are too slow for all of them. */
  readonly slice: string;
}

/** What was written. */
export interface BuiltCaptures {
  readonly packets: number;
  readonly pcapBytes: number;
  readonly pcapngBytes: number;
  readonly slicePackets: number;
  readonly sliceBytes: number;
}

/** How much must at least be written. */
export interface CaptureSize {
  readonly packets: number;
  /** Bytes of the pcap file. */
  readonly bytes: number;
}

/** Packets of the slice. */
export const SLICE_PACKETS = 100_000;

/** Writes packets to a pcap, the same packets to a pcapng, and the first of them to a slice, until all are large enough. */
export const buildCaptures = (
  packets: Iterable<PacketRecord>,
  paths: CapturePaths,
  atLeast: CaptureSize,
): BuiltCaptures => {
  const pcap = writeCaptureFile(paths.pcap, pcapLayout);
  const pcapng = writeCaptureFile(paths.pcapng, pcapngLayout);
  const slice = writeCaptureFile(paths.slice, pcapLayout);
  const writers: readonly CaptureWriter[] = [pcap, pcapng, slice];
  let count = 0;
  for (const packet of packets) {
    pcap.write(packet);
    pcapng.write(packet);
    if (count < SLICE_PACKETS) slice.write(packet);
    count += 1;
    if (count >= atLeast.packets && pcap.bytes >= atLeast.bytes) break;
  }
  for (const writer of writers) writer.close();
  return {
    packets: count,
    pcapBytes: pcap.bytes,
    pcapngBytes: pcapng.bytes,
    slicePackets: Math.min(count, SLICE_PACKETS),
    sliceBytes: slice.bytes,
  };
};

import { type Hash, createHash } from 'node:crypto';
import type { PacketBatch } from '@networkml/pcap-reader';

/** What tells a capture's traffic from any other, whatever its file's name, format and compression. */
export interface Fingerprint {
  /** SHA-256 over headers and lengths on the wire of all packets, in hexadecimal; when they were captured does not count. */
  readonly traffic: string;
  /** SHA-256 over the times of all packets, in hexadecimal. */
  readonly times: string;
}

/** A fingerprint in the making. */
export interface Fingerprinting {
  observe(batch: PacketBatch): void;
  finish(): Fingerprint;
}

/**
 * The columns that count: those that stay the same where a packet is cut behind its headers. Every column is hashed as a
 * stream of its own, so that it does not matter where one batch ends and the next begins.
 */
const trafficColumns = (batch: PacketBatch): readonly NumberColumn[] => [
  batch.wireLengthBytes,
  batch.protocols,
  batch.sourceMac,
  batch.destinationMac,
  batch.sourceIp,
  batch.destinationIp,
  batch.ipIdentification,
  batch.sourcePort,
  batch.destinationPort,
  batch.tcpSequence,
  batch.tcpFlags,
  batch.icmpType,
];

const timeColumns = ({ seconds, nanos }: PacketBatch): readonly NumberColumn[] => [seconds, nanos];

type NumberColumn = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Begins a fingerprint; memory does not grow with the capture. */
export const startFingerprint = (): Fingerprinting => {
  const traffic = startHashes(trafficColumns);
  const times = startHashes(timeColumns);
  return {
    observe: (batch) => {
      traffic.observe(batch);
      times.observe(batch);
    },
    finish: () => ({ traffic: traffic.finish(), times: times.finish() }),
  };
};

interface Hashes {
  observe(batch: PacketBatch): void;
  finish(): string;
}

const startHashes = (columnsOf: (batch: PacketBatch) => readonly NumberColumn[]): Hashes => {
  const hashes: Hash[] = [];
  return {
    observe: (batch) => {
      for (const [index, column] of columnsOf(batch).entries()) {
        hashes[index] ??= createHash('sha256');
        hashes[index].update(column.subarray(0, (batch.count * column.length) / batch.capacity));
      }
    },
    finish: () => {
      const all = createHash('sha256');
      for (const hash of hashes) all.update(hash.digest());
      return all.digest('hex');
    },
  };
};
